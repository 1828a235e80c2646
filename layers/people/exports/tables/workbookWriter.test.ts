// Workbooks as the import reads them again.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openWorkbook } from '#layers/people/imports/formats/workbook/openWorkbook.ts';
import { WorkbookWriter } from './workbookWriter.ts';

const readWorkbook = async (bytes: Buffer, sheet?: string) => {
  const store = {
    readRange: async (_: unknown, { from, to }: { from: number; to: number }) => bytes.subarray(from, to),
  };
  const file = { store, version: { key: 'a', etag: '' }, sizeBytes: bytes.length };
  const opening = { choices: { map: {}, firstEmail: false, sheet }, order: 'time' } as const;
  const table = await openWorkbook(file, opening, { deadlineMs: Number.POSITIVE_INFINITY });
  const rows: string[][] = [];
  for await (const { cells } of table.rows(table.firstRow)) rows.push(cells.map(String));
  return rows;
};

const write = (rows: readonly string[][], maxRows?: number) => {
  const writer = new WorkbookWriter(maxRows);
  return Buffer.concat([writer.begin(['email', 'phoneNumber']), writer.rows(rows), writer.end()]);
};

test('every character of a cell is read back', async () => {
  const hostile = fc.constantFrom(
    '_x0041_',
    '_x005F_',
    '&amp;',
    '<c>',
    ']]>',
    '\r\n',
    '\0',
    '\ufffe',
    '_xD83D_',
    '"',
  );
  const text = fc.array(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 4 });
  const cell = text.map((pieces) => pieces.join('').toWellFormed());
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
      expect(await readWorkbook(write(rows))).toEqual(rows);
    }),
    { numRuns: 200 },
  );
});

test('a sheet that is full is followed by another with the same header', async () => {
  const rows = ['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}@x`, '123']);
  const bytes = write(rows, 3);
  expect(await readWorkbook(bytes)).toEqual(rows.slice(0, 2));
  expect(await readWorkbook(bytes, 'people 2')).toEqual(rows.slice(2, 4));
  expect(await readWorkbook(bytes, 'people 3')).toEqual(rows.slice(4));
});

test('the same rows give the same bytes', () => {
  expect(write([['a@x', '1']])).toEqual(write([['a@x', '1']]));
});
