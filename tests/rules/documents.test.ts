// The documents name every parameter and every alarm of the stack.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type ParameterValues, parametersSchema } from '#cloud/parameters/parameters.ts';
import { readStage } from '#cloud/parameters/readStage.ts';
import { declaration, readFunctions } from '#tools/functions.ts';
import { parseCloudFormation } from '#tools/parseCloudFormation.ts';
import { root } from '#tools/paths.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

type Resources = Record<string, { Type: string; Properties?: { AlarmDescription?: string } }>;

/** `none`, or the value, with that of prod in brackets where it differs. */
const shown = (value: unknown, prod: unknown): string => {
  const [first, second] = [value, prod].map((one) => (one === '' ? 'none' : String(one)));
  return first === second ? String(first) : `${first} (${second})`;
};

test('docs/deploy.md has every parameter with its values', async () => {
  const prod = await readStage('prod', 'eu-central-1');
  const parameters = Object.entries(parametersSchema.parse({})).map(([name, value]) => [
    name,
    shown(value, prod[name as keyof ParameterValues]),
  ]);
  const rows = read('docs/deploy.md').matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm);
  const documented = [...rows].map(([, name, values]) => [name, values?.replaceAll('`', '')]);
  // A workflow raises the base image in a file of its own.
  const expected = { ...Object.fromEntries(parameters), baseImage: 'that of image/base.json' };
  expect(Object.fromEntries(documented)).toEqual(expected);
});

/** `page` or `ticket`, as the alarm's own text says. */
const severity = (text = ''): string | undefined => / Severity: (\w+)\. /.exec(text)?.[1];

test('docs/operations.md says of every alarm how urgent it is, and what to do', () => {
  const { stack } = parseCloudFormation(read('cloud/template/alarms.yml')) as {
    stack: { Resources: Resources };
  };
  const resources: Resources = Object.assign(
    stack.Resources,
    ...readFunctions().map((declared) => declared.resources),
  );
  const alarms = Object.keys(resources).filter((id) => resources[id]?.Type === 'AWS::CloudWatch::Alarm');
  expect(alarms).toContain('ServerErrorsAlarm');
  const document = read('docs/operations.md');
  const row = (name: string) =>
    `\n| \`${name}\` | ${severity(resources[name]?.Properties?.AlarmDescription)} | `;
  expect(alarms.filter((name) => !document.includes(row(name)))).toEqual([]);
});

test('docs/operations.md stops and starts every function with a route, and no other', () => {
  const routed = readFunctions()
    .filter(({ events }) => JSON.stringify(events).includes('httpApi'))
    .map(({ name }) => name);
  const named = read('docs/operations.md').matchAll(/^for function in (.+); do$/gm);
  expect([...named].map(([, names]) => names?.split(' '))).toEqual([routed, routed]);
});

test('CONTRIBUTING.md explains every key of function.yml', () => {
  const document = read('CONTRIBUTING.md');
  const rows = [...document.matchAll(/^\| `(\w+)` \| /gm)].map(([, key]) => key);
  expect(rows).toEqual(Object.keys(declaration.shape));
});
