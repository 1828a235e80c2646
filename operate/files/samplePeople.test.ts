import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { importFile } from '#layers/people/imports/importFile.ts';
import { createInMemoryImports } from '#tests/support/inMemoryImports.ts';
import { describeEnd } from './describeProgress.ts';
import { badLineEvery, samplePeople } from './samplePeople.ts';

test('people have a header and different addresses', () => {
  const lines = [...samplePeople(10_000)];
  expect(lines.slice(0, 2)).toEqual(['email,phoneNumber\n', 'person0000001@example.com,+1 555 000 0001\n']);
  const addresses = lines.filter((line) => line.startsWith('person')).map((line) => line.split(',')[0]);
  expect(new Set(addresses).size).toBe(10_000 - 10_000 / badLineEvery);
});

test('the same count gives the same lines', () => {
  expect([...samplePeople(2_000)]).toEqual([...samplePeople(2_000)]);
});

/** Imports so many lines into an empty directory. */
const importSample = async (count: number) => {
  const { services, store } = createInMemoryImports();
  const version = store.put('incoming/people.csv', [...samplePeople(count)].join(''));
  return importFile(services, version, { deadlineMs: Number.POSITIVE_INFINITY });
};

test('every bad line is refused, each kind by a rule of its own, and no other line', async () => {
  const { progress } = await importSample(7 * badLineEvery);
  expect(progress).toMatchObject({ applied: 7 * (badLineEvery - 1), unchanged: 0, rejected: 7 });
  expect(progress.violations).toEqual({
    'email must contain an @': 1,
    'email must not be empty': 1,
    'phoneNumber must not be empty': 1,
    'email must not contain more than one @': 1,
    'email must have a domain after the @: letters, digits, - and _, between single dots': 1,
    'phoneNumber must have at least 3 digits': 1,
    'phoneNumber must be as it is dialled, not 4.9E+11 or 49.0: format the column in the spreadsheet as a number without decimals': 1,
  });
}, 60_000);

test('docs/import.md has the counts that its import ends with', async () => {
  const { progress } = await importSample(10_000);
  const { applied, unchanged, rejected, violations } = progress;
  const counts = { read: applied + unchanged + rejected, applied, unchanged, rejected };
  const documented = await readFile(join(import.meta.dirname, '../../docs/import.md'), 'utf8');
  expect(documented).toContain(
    `\n${describeEnd({ state: 'done', counts, violations, bytes: { read: 0, total: 0 }, rowsPerS: 0, lastLine: 1 }).join('\n')}\n`,
  );
}, 60_000);
