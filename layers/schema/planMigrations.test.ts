import { expect, test } from '@jest/globals';
import { type MigrationRecord, planMigrations } from './planMigrations.ts';
import type { MigrationFile } from './readMigrationFiles.ts';

const file = (name: string, checksum = `sum of ${name}`) => ({ name, checksum, sql: `-- ${name}` });
const record = (name: string, applied = true, checksum = `sum of ${name}`) => ({ name, applied, checksum });
const steps = (files: MigrationFile[], records: MigrationRecord[]) =>
  planMigrations(files, records).steps.map(({ name, interrupted }) => [name, interrupted]);

test('applies all to a new database, in order', () => {
  expect(steps([file('0001'), file('0002')], [])).toEqual([
    ['0001', false],
    ['0002', false],
  ]);
});

test('applies what is left', () => {
  expect(steps([file('0001'), file('0002')], [record('0001')])).toEqual([['0002', false]]);
  expect(steps([file('0001')], [record('0001')])).toEqual([]);
});

test('marks a step whose answer nobody saw, even if its file was mended since', () => {
  expect(steps([file('0001'), file('0002', 'mended')], [record('0001'), record('0002', false)])).toEqual([
    ['0002', true],
  ]);
});

test.each([
  ['a changed file', [file('0001', 'new')], [record('0001')], '0001 was changed after it was applied.'],
  ['a missing file', [file('0002')], [record('0001')], '0001 was applied and is missing.'],
  [
    'a late file',
    [file('0001'), file('0002')],
    [record('0002')],
    '0001 comes before 0002, which was applied already.',
  ],
  [
    'a late file, whatever the order of the records',
    [file('0001'), file('0002'), file('0003')],
    [record('0003'), record('0001')],
    '0002 comes before 0003, which was applied already.',
  ],
])('refuses %s', (_case, files, records, message) => {
  expect(() => planMigrations(files, records)).toThrow(
    expect.objectContaining({ name: 'MigrationRefused', message }),
  );
});

test('names what a later release has applied, with which this one works', () => {
  expect(planMigrations([file('0001')], [record('0001'), record('0002'), record('0003', false)])).toEqual({
    steps: [],
    later: ['0002'],
  });
});

test('takes all that was applied for a later release’s when there are no files', () => {
  expect(planMigrations([], [record('0001'), record('0002')])).toEqual({
    steps: [],
    later: ['0001', '0002'],
  });
});

test('names every contradiction at once', () => {
  expect(() => planMigrations([file('0002', 'new')], [record('0001'), record('0002')])).toThrow(
    '0001 was applied and is missing; 0002 was changed after it was applied.',
  );
});
