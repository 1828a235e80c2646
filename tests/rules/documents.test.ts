// The documents name every parameter and every alarm of the stack.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

/** Keys that stand two spaces deep. */
const keys = (path: string): string[] => [
  ...new Set([...read(path).matchAll(/^ {2}(\w+):/gm)].map(([, key]) => key as string)),
];

test('docs/deploy.md explains every parameter', () => {
  const parameters = keys('cloud/template/params.yml');
  expect(parameters).toContain('authorization');
  const document = read('docs/deploy.md');
  expect(parameters.filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
});

test('docs/operations.md says what to do about every alarm', () => {
  const alarms = keys('cloud/template/alarms.yml').filter((name) => name.endsWith('Alarm'));
  expect(alarms.length).toBeGreaterThan(0);
  const document = read('docs/operations.md');
  expect(alarms.filter((name) => !document.includes(`| \`${name}\` |`))).toEqual([]);
});
