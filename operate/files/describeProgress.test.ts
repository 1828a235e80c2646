import { expect, test } from '@jest/globals';
import type { ImportResult } from '#layers/people/bucketLayout.ts';
import { describeBytes, describeEnd, describeExport, describeImport } from './describeProgress.ts';

const result: ImportResult = {
  state: 'running',
  counts: { read: 499_990, applied: 499_980, unchanged: 0, rejected: 10 },
  bytes: { read: 24_000_000, total: 48_000_000 },
  rowsPerS: 7_692.3,
  lastLine: 1,
};

test('bytes have a bar and a share', () => {
  expect(describeBytes(24_000_000, 48_000_000)).toBe('[##########----------]  50 %  24.0 of 48.0 MB');
});

test('bytes of a small file are told in kB', () => {
  expect(describeBytes(142, 142)).toMatch(/ 1 of 1 kB$/);
  expect(describeBytes(999_999, 999_999)).toMatch(/ 1000 of 1000 kB$/);
  expect(describeBytes(1_000_000, 1_000_000)).toMatch(/ 1\.0 of 1\.0 MB$/);
});

test('an empty file is complete', () => {
  expect(describeBytes(0, 0)).toBe(`[${'#'.repeat(20)}] 100 %  0 of 0 kB`);
});

test('an import has the time that is left, its counts and its speed in 80 columns', () => {
  const text = describeImport(result);
  expect(text).toBe('[#####-----]  50 %  1:05 left  applied 499,980  rejected 10  7,692 rows/s');
  expect(text.length).toBeLessThan(80);
});

test('nobody knows the time that is left before the first row', () => {
  const counts = { read: 0, applied: 0, unchanged: 0, rejected: 0 };
  expect(describeImport({ ...result, counts, rowsPerS: 0 })).toBe('[#####-----]  50 %  applied 0  0 rows/s');
});

test('an end has the counts', () => {
  expect(describeEnd(result)).toEqual(['Read 499,990: applied 499,980  unchanged 0  rejected 10']);
});

test('an end has rules by how often they were broken, and what else a person should know', () => {
  const ended = describeEnd({
    ...result,
    counts: { ...result.counts, unchanged: 3 },
    violations: { 'email must contain an @': 2, 'phoneNumber must not be empty': 1_000 },
    onlyPossible: 4,
    file: { format: 'CSV', columns: { email: ['Mail'], phoneNumber: ['Tel'], leftOut: ['Name', 'City'] } },
  });
  expect(ended.slice(1)).toEqual([
    '  1,000  phoneNumber must not be empty',
    '      2  email must contain an @',
    'Unchanged: the directory has newer states of these people.',
    '4 numbers have a length of their country, but no range that it has assigned.',
    'Columns left out: Name, City',
  ]);
});

const exported = { key: 'exports/a.csv', count: 1_048_575, sha256: 'abc' };

test('an export has its people and its sum', () => {
  expect(describeExport('a.csv', 'csv', exported)).toEqual([
    'Saved a.csv: 1,048,575 people of exports/a.csv',
    'SHA-256 abc',
  ]);
});

test('a workbook of one sheet is as any other export', () => {
  expect(describeExport('a.xlsx', 'xlsx', exported)).toHaveLength(2);
});

test('a workbook of two sheets says how they are imported', () => {
  const [, , sheets] = describeExport('a.xlsx', 'xlsx', { ...exported, count: 1_048_576 });
  expect(sheets).toContain('In 2 sheets');
});
