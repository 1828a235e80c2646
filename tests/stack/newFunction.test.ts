// What `npm run new` writes: functions that pass every check and are deployed as they are.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { packageStack } from '#tests/support/packageStack.ts';
import { type FunctionDeclaration, hasRoute, pascalName, readFunctions } from '#tools/functions.ts';
import { countResources } from '#tools/new/countResources.ts';
import { rules } from './rules.ts';
import { ofType, type Properties, reachedFunctions, routedFunctions, type Template } from './template.ts';
import { createValidator } from './validator.ts';

let checkout: Checkout;

/** One of each kind; `npm run test:new` makes five of each. */
const ofEachKind = Number(process.env.NEW_FUNCTIONS ?? '1');

type Made = { name: string; args: readonly string[] };

const numbered = (make: (letter: string, index: number) => Made): Made[] =>
  Array.from({ length: ofEachKind }, (_, index) => make('ABCDEFGHIJ'[index] as string, index));

const routes = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const routed = numbered((letter, index) => ({
  name: `check${letter}`,
  args: ['--http', `${routes[(index + 2) % 5]} /teams-${index}/{id}/known-addresses/{otherId}`],
}));
const plain = numbered((letter, index) => ({
  name: `find${letter}`,
  args: ['--http', `${routes[index % 5]} /known-addresses/number-${index}`],
}));
const queued = numbered((letter) => ({ name: `noteMovedAddress${letter}`, args: ['--queue'] }));
const scheduled = numbered((letter) => ({
  name: `reviewAddress${letter}`,
  args: ['--schedule', 'cron(0 3 * * ? *)'],
}));
const direct = numbered((letter) => ({ name: `verifyAddressBeforeWritin${letter}`, args: ['--direct'] }));
const made = [...routed, ...plain, ...queued, ...scheduled, ...direct];
const names = made.map(({ name }) => name);

beforeAll(async () => {
  checkout = await copyCheckout();
  for (const { name, args } of made) await checkout.run('tools/new/main.ts', 'function', name, ...args);
});

afterAll(() => checkout?.remove());

test.each(names)('%s has the files of every function, and nothing of the template', async (name) => {
  for (const file of ['function.yml', 'handler.ts', 'schema.ts', 'handler.test.ts']) {
    const text = await checkout.read(`functions/${name}/${file}`);
    expect(text).toContain(name);
    expect(text).not.toMatch(/new-?(http|queue|schedule|direct)|localPort: 0/i);
  }
});

/**
 * All unit tests, rules and the document's contract where there is time; else those that look at the functions. Not that of the
 * bundles: they have the packages of the checkout that the copy links to.
 */
const tested =
  ofEachKind > 1
    ? [
        'rules',
        'unit',
        'contract',
        '--',
        'tests/(rules|contract/http)',
        '^(?!.*(tests/contract|image/bundle))',
      ]
    : [
        'rules',
        'unit',
        '--',
        // No function has a command line.
        'tests/rules/(?!commandLines)',
        `functions/(${names.join('|')})`,
        'cloud/(cost|template)',
        'api/',
        'operate/queues',
        'local/secrets',
      ];

describe('the repository with them', () => {
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'] as const;

  test.each([
    ['lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
    ['types', 'node_modules/typescript/bin/tsc'],
    ['their own tests, the rules and the tests of the declarations', ...jest, '--selectProjects', ...tested],
  ])(
    'passes %s',
    async (_check, module, ...args) => {
      await expect(checkout.run(module, ...args)).resolves.toEqual(expect.any(String));
    },
    3_600_000,
  );
});

describe('the packaged template with them', () => {
  let text: string;
  let template: Template;

  beforeAll(async () => {
    text = await packageStack(checkout.folder, 'prod', { alarmEmail: 'alarms@example.com' });
    template = JSON.parse(text);
  });

  test('is valid', () => {
    const validator = createValidator();
    expect(validator.findings(text)).toEqual([]);
    validator.free();
  });

  test('keeps the rules', () => {
    const broken = rules.filter(({ check }) => check(template).length > 0);
    expect(broken.map(({ name }) => name)).toEqual([]);
  });

  const declared = () => readFunctions(join(checkout.folder, 'functions'));
  const logicalNames = (of: readonly { name: string }[]): string[] =>
    of.map(({ name }) => pascalName(name)).sort();

  test('has a route for each function that declares one, and an alias for none besides', () => {
    const withRoute = logicalNames(declared().filter(hasRoute));
    expect(withRoute).toEqual(expect.arrayContaining(logicalNames([...routed, ...plain])));
    expect(routedFunctions(template).sort()).toEqual(withRoute);
    const aliases = Object.keys(template.Resources).filter((id) => id.endsWith('LiveAlias'));
    expect(aliases.sort()).toEqual(withRoute.map((name) => `${name}LiveAlias`));
  });

  test('lets nothing invoke a function that declares no event', () => {
    const isReached = (lambda: FunctionDeclaration): boolean =>
      hasRoute(lambda) ||
      lambda.queue !== undefined ||
      (lambda.schedule !== undefined && lambda.name !== 'exportUsers');
    const reached = logicalNames(declared().filter(isReached));
    expect(reached).not.toEqual(expect.arrayContaining(logicalNames(direct)));
    expect(reachedFunctions(template).sort()).toEqual(reached);
  });

  test('has about as many resources as `npm run new` counts, and never more', () => {
    const count = Object.keys(template.Resources).length;
    expect(countResources(declared())).toBeGreaterThanOrEqual(count);
    expect(countResources(declared())).toBeLessThan(count + 40);
  });

  test('has at most ten metrics in an alarm', () => {
    const counts = ofType(template, 'AWS::CloudWatch::Alarm').map(
      ([, { Properties }]) =>
        Properties.Metrics?.filter(({ MetricStat }: Properties) => MetricStat).length ?? 1,
    );
    expect(Math.max(...counts)).toBeLessThanOrEqual(10);
  });
});
