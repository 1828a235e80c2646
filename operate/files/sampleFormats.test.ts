// Every sample is imported as its program's own export would be.
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { importFile } from '#layers/people/imports/importFile.ts';
import { createInMemoryImports } from '#tests/support/inMemoryImports.ts';
import { sampleFormats, writeSample } from './sampleFormats.ts';

const people = [
  ['ann@example.com', '+1 555 000 0001'],
  ['bob@example.com', '+1 555 000 0002'],
] as const;

const importBytes = async (bytes: Buffer) => {
  const { services, store, readAll } = createInMemoryImports();
  await importFile(services, store.put('incoming/a', bytes), { deadlineMs: Number.POSITIVE_INFINITY });
  return (await readAll()).map(({ email, phoneNumber }) => [email, phoneNumber]);
};

const cases = [undefined, ...sampleFormats].flatMap((like) =>
  [false, true].map((isWorkbook) => [like, isWorkbook] as const),
);

test.each(cases)('people like %s, in a workbook: %s, are imported', async (like, isWorkbook) => {
  const bytes = Buffer.concat([...writeSample(people, { like, isWorkbook })]);
  expect(await importBytes(bytes)).toEqual(people);
});

test.each(sampleFormats)('people like %s, packed by gzip, are imported', async (like) => {
  const bytes = Buffer.concat([...writeSample(people, { like, isWorkbook: false })]);
  expect(await importBytes(gzipSync(bytes))).toEqual(people);
});
