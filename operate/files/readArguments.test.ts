import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { checkFile, describeCommand, readTime, toMetadata } from './readArguments.ts';

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

test('a file is taken whatever its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'users-service-arguments-'));
  const file = join(folder, 'PEOPLE.CSV');
  await writeFile(file, '');
  await expect(checkFile(file)).resolves.toBeUndefined();
  await rm(folder, { recursive: true });
});

test.each([
  ['a folder', '/', '/ is a folder, not a file.'],
  ['a missing file', 'missing.csv', 'There is no file missing.csv'],
])('an import refuses %s', async (_case, file, sentence) => {
  await expect(checkFile(file)).rejects.toThrow(sentence);
});

const choices = { asOf: undefined, map: [], phone: undefined, firstEmail: false, encoding: undefined };

test('choices are metadata in ASCII', () => {
  const given = { ...choices, map: ['email=Büro & Mail', 'deleted=x'], phone: 'Téléphone', firstEmail: true };
  expect(toMetadata(given)).toEqual({
    map: 'email=B%C3%BCro+%26+Mail&deleted=x',
    phone: 'T%C3%A9l%C3%A9phone',
    'first-email': 'true',
  });
  expect(toMetadata(choices)).toEqual({});
});

test.each(['email', 'mail=E-Mail', 'email='])('a map of %j is refused', (text) => {
  expect(() => toMetadata({ ...choices, map: [text] })).toThrow("--map must be such as email='Work mail'");
});

test('choices and the place are options of a command again', () => {
  const given = { ...choices, asOf: '2026-01-01T00:00:00.000Z', map: ["email=It's"], phone: 'Tel' };
  const options = { ...given, encoding: 'gbk', sheet: 'A B', stage: 'prod', bucket: undefined };
  expect(describeCommand('a b.csv', options)).toBe(
    "npm run import -- 'a b.csv' --as-of 2026-01-01T00:00:00.000Z --map 'email=It'\\''s' --phone Tel --encoding gbk --sheet 'A B' --stage prod",
  );
});

test('a command without choices has the file alone', () => {
  expect(describeCommand('people.csv', choices)).toBe('npm run import -- people.csv');
});
