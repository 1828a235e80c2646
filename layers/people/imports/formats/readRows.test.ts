import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maxRowBytes, readRows } from './readRows.ts';
import type { TablePosition, TableRow } from './table.ts';

const blocksOf = async function* (bytes: Buffer, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
};

const start = { offsetBytes: 0, lines: 0 };

const readAll = async (text: string, size = 64 * 1024, from: TablePosition = start) => {
  const bytes = Buffer.from(text).subarray(from.offsetBytes);
  const rows: TableRow[] = [];
  let refusal: string | undefined;
  try {
    for await (const row of readRows(blocksOf(bytes, size), from)) rows.push(row);
  } catch (error) {
    refusal = (error as Error).message;
  }
  return { rows: rows.map((row) => ({ ...row, cells: row.cells.map(String) })), refusal };
};

test.each(['\n', '\r\n', '\r'])('reads lines that end in %j', async (end) => {
  const { rows } = await readAll(`a,b${end}"c${end}c","d ""d"""${end}${end}e,f`);
  expect(rows.map(({ cells, line }) => [line, ...cells])).toEqual([
    [1, 'a', 'b'],
    [2, `c${end}c`, 'd "d"'],
    [4, ''],
    [5, 'e', 'f'],
  ]);
});

test('tells the byte that follows each row', async () => {
  const { rows } = await readAll('ü,b\r\n"c\nd"\nlast');
  expect(rows.map(({ end }) => end)).toEqual([
    { offsetBytes: 6, lines: 1 },
    { offsetBytes: 12, lines: 3 },
    { offsetBytes: 16, lines: 4 },
  ]);
});

const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.stringMatching(/^[a"\r\n, ]{0,5}$/));

test('reads the same rows wherever blocks are cut, and goes on after any of them', async () => {
  const line = fc.tuple(fc.array(cell, { minLength: 1, maxLength: 3 }), fc.constantFrom('\n', '\r\n', '\r'));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 5 }), fc.nat(10), async (lines, size) => {
      const text = lines.map(([cells, end]) => `${cells.join(',')}${end}`).join('');
      const whole = await readAll(text);
      expect(await readAll(text, size + 1)).toEqual(whole);
      for (const [index, { end }] of whole.rows.entries()) {
        const rest = await readAll(text, 7, end);
        expect(rest).toEqual({ ...whole, rows: whole.rows.slice(index + 1) });
      }
    }),
  );
});

test('returns quoted cells as they were', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1 }), { maxLength: 5 }), async (table) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = table.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
      const { rows } = await readAll(text, 3);
      expect(rows.map(({ cells }) => cells)).toEqual(
        table.map((cells) => cells.map((one) => String(Buffer.from(one)))),
      );
    }),
  );
});

test('a quote within a cell is a part of it', async () => {
  const { rows, refusal } = await readAll('a"b,1\nc "d" e,2\n');
  expect(refusal).toBeUndefined();
  expect(rows.map(({ cells }) => cells.map(String))).toEqual([
    ['a"b', '1'],
    ['c "d" e', '2'],
  ]);
});

describe('a hostile file', () => {
  test('whose quote is not closed is refused after the rows before it', async () => {
    const { rows, refusal } = await readAll('a,1\nb,2\n"c,3\nd,4\n');
    expect(rows).toHaveLength(2);
    expect(refusal).toBe('A quote in the row that begins in line 3 is not closed.');
  });

  test.each([
    ['a cell', 'x'.repeat(maxRowBytes + 1)],
    ['an open quote', `"${'x\n'.repeat(maxRowBytes)}`],
    ['many columns', ','.repeat(150_000)],
    ['NUL bytes', '\0'.repeat(maxRowBytes + 1)],
  ])('with %s beyond the longest row is refused after the rows before it', async (_name, long) => {
    const { rows, refusal } = await readAll(`a,1\nb,2\n${long}\nc,3\n`);
    expect(rows).toHaveLength(2);
    expect(refusal).toMatch(/^The row that begins in line 3 is longer than 65536 bytes/);
  });

  test('without an end is refused in its first blocks', async () => {
    let blocks = 0;
    const endless = async function* () {
      for (; ; blocks += 1) yield Buffer.alloc(64 * 1024, 'x');
    };
    await expect(readRows(endless(), start).next()).rejects.toThrow('line 1 is longer');
    expect(blocks).toBeLessThan(4);
  });

  test('may have a row of the longest length', async () => {
    const { rows, refusal } = await readAll(`${'x'.repeat(maxRowBytes - 1)}\nb\n`, 1000);
    expect([rows.length, refusal]).toEqual([2, undefined]);
  });
});
