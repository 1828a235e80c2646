// The documents name every parameter and every alarm of the stack.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { declaration, readFunctions } from '#tools/functions.ts';
import { parseCloudFormation } from '#tools/parseCloudFormation.ts';
import { root } from '#tools/paths.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

type Resources = Record<string, { Type: string }>;

test('docs/deploy.md explains every parameter', () => {
  const stages = parseCloudFormation(read('cloud/template/params.yml')) as Record<string, object>;
  const parameters = Object.values(stages).flatMap(Object.keys);
  expect(parameters).toContain('authorization');
  const document = read('docs/deploy.md');
  expect(parameters.filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
});

test('docs/operations.md says what to do about every alarm', () => {
  const { Resources } = parseCloudFormation(read('cloud/template/alarms.yml')) as { Resources: Resources };
  const resources: Resources = Object.assign(
    Resources,
    ...readFunctions().map((declared) => declared.resources),
  );
  const alarms = Object.keys(resources).filter((id) => resources[id]?.Type === 'AWS::CloudWatch::Alarm');
  expect(alarms).toContain('ServerErrorsAlarm');
  const document = read('docs/operations.md');
  expect(alarms.filter((name) => !document.includes(`| \`${name}\` |`))).toEqual([]);
});

test('CONTRIBUTING.md explains every key of function.yml', () => {
  const document = read('CONTRIBUTING.md');
  const rows = [...document.matchAll(/^\| `(\w+)` \| /gm)].map(([, key]) => key);
  expect(rows).toEqual(Object.keys(declaration.shape));
});
