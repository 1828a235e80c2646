import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { checkFile, readTime } from './readArguments.ts';

test('a time is in UTC', () => {
  expect(readTime('2026-01-31T12:00:00+01:00')).toBe('2026-01-31T11:00:00.000Z');
  expect(readTime('2016-12-31T23:59:60Z')).toBe('2017-01-01T00:00:00.000Z');
});

test.each([
  'today',
  '2026-01-31',
  '2026-13-31T12:00:00Z',
  '2026-02-30T12:00:00Z',
  '2026-01-31T24:00:00Z',
  '2026-01-31T12:00',
  '',
])('refuses the time "%s"', (text) => {
  expect(() => readTime(text)).toThrow('--as-of must be a time');
});

test('a CSV file that exists is taken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'users-service-arguments-'));
  const file = join(folder, 'people.csv');
  await writeFile(file, '');
  await expect(checkFile(file)).resolves.toBeUndefined();
  await rm(folder, { recursive: true });
});

test.each([
  ['a name that does not end in .csv', import.meta.filename, 'its name must end in .csv.'],
  ['a folder', '/', '/ is a folder, not a file.'],
  ['a missing file', 'missing.csv', 'There is no file missing.csv'],
])('an import refuses %s', async (_case, file, sentence) => {
  await expect(checkFile(file)).rejects.toThrow(sentence);
});
