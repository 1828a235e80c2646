// What `npm run new` writes: functions that pass every check and are deployed as they are.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { packageStack } from '#tests/support/packageStack.ts';
import { rules } from './rules.ts';
import { reachedFunctions, routedFunctions, type Template } from './template.ts';
import { createValidator } from './validator.ts';

let checkout: Checkout;

const [routed, queued, scheduled, direct] = [
  'checkAddress',
  'noteMovedAddress',
  'reviewAddress',
  'verifyAddressBeforeWritingIt',
];

beforeAll(async () => {
  checkout = await copyCheckout();
  await checkout.run('tools/new/main.ts', 'function', routed, '--http', 'GET /known-addresses');
  await checkout.run('tools/new/main.ts', 'function', queued, '--queue');
  await checkout.run('tools/new/main.ts', 'function', scheduled, '--schedule', 'cron(0 3 * * ? *)');
  await checkout.run('tools/new/main.ts', 'function', direct, '--direct');
}, 120_000);

afterAll(() => checkout?.remove());

test.each([routed, queued, scheduled, direct])(
  '%s has the files of every function, and nothing of the template',
  async (name) => {
    for (const file of ['function.yml', 'handler.ts', 'schema.ts', 'handler.test.ts']) {
      const text = await checkout.read(`functions/${name}/${file}`);
      expect(text).toContain(name);
      expect(text).not.toMatch(/new-?(http|queue|schedule|direct)|localPort: 0/i);
    }
  },
);

describe('the repository with them', () => {
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'] as const;

  test.each([
    ['lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
    ['types', 'node_modules/typescript/bin/tsc'],
    [
      'their own tests and the rules',
      ...jest,
      `functions/(${routed}|${queued}|${scheduled}|${direct})`,
      'rules/(generated|imports|names)',
    ],
  ])(
    'passes %s',
    async (_check, module, ...args) => {
      await expect(checkout.run(module, ...args)).resolves.toEqual(expect.any(String));
    },
    120_000,
  );
});

describe('the packaged template with them', () => {
  let text: string;
  let template: Template;

  beforeAll(async () => {
    text = await packageStack(checkout.folder, 'prod', { alarmEmail: 'alarms@example.com' });
    template = JSON.parse(text);
  }, 120_000);

  test('is valid', () => {
    const validator = createValidator();
    expect(validator.findings(text)).toEqual([]);
    validator.free();
  }, 120_000);

  test('keeps the rules', () => {
    const broken = rules.filter(({ check }) => check(template).length > 0);
    expect(broken.map(({ name }) => name)).toEqual([]);
  });

  test('has a route for the function that declares one, and an alias for none besides', () => {
    expect(routedFunctions(template)).toEqual(['CheckAddress', 'GetUsers', 'SearchUser']);
    expect(template.Resources.CheckAddressLiveAlias).toBeDefined();
    expect(template.Resources.NoteMovedAddressLiveAlias).toBeUndefined();
    expect(template.Resources.ReviewAddressLiveAlias).toBeUndefined();
  });

  test('lets nothing invoke a function that declares no event', () => {
    expect(reachedFunctions(template)).toEqual([
      'CheckAddress',
      'GetUsers',
      'ImportUsers',
      'NoteMovedAddress',
      'PurgeUsers',
      'ReviewAddress',
      'SearchUser',
      'SyncUsers',
    ]);
  });
});
