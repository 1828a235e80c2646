import { expect, test } from '@jest/globals';
import { planMigrations } from './planMigrations.ts';

const file = (name: string, checksum = `sum of ${name}`) => ({ name, checksum, sql: `-- ${name}` });
const record = (name: string, applied = true, checksum = `sum of ${name}`) => ({ name, applied, checksum });
const names = (steps: { name: string; interrupted: boolean }[]) =>
  steps.map((one) => [one.name, one.interrupted]);

test('applies all to a new database, in order', () => {
  expect(names(planMigrations([file('0001'), file('0002')], []))).toEqual([
    ['0001', false],
    ['0002', false],
  ]);
});

test('applies what is left', () => {
  expect(names(planMigrations([file('0001'), file('0002')], [record('0001')]))).toEqual([['0002', false]]);
  expect(planMigrations([file('0001')], [record('0001')])).toEqual([]);
});

test('marks a step whose answer nobody saw, even if its file was mended since', () => {
  expect(
    names(planMigrations([file('0001'), file('0002', 'mended')], [record('0001'), record('0002', false)])),
  ).toEqual([['0002', true]]);
});

test.each([
  ['a changed file', [file('0001', 'new')], [record('0001')], '0001 was changed after it was applied.'],
  ['a missing file', [], [record('0001')], '0001 was applied and is missing.'],
  [
    'a late file',
    [file('0001'), file('0002')],
    [record('0002')],
    '0001 comes before 0002, which was applied already.',
  ],
])('refuses %s', (_case, files, records, message) => {
  expect(() => planMigrations(files, records)).toThrow(message);
});

test('names every contradiction at once', () => {
  expect(() => planMigrations([file('0002', 'new')], [record('0001'), record('0002')])).toThrow(
    '0001 was applied and is missing; 0002 was changed after it was applied.',
  );
});
