// The reader of CSV beside another one, written from RFC 4180, on random bytes.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRows } from './readRows.ts';

const lineBreak = /^(?:\r\n|\n|\r)/;
/** A cell in quotes, in which two quotes stand for one, or a cell without quotes around it. */
const cell = /^[ \t]*(?![ \t])(?:"((?:[^"]|"")*)"(?=,|\r|\n|$)|((?!")[^,\r\n]*)(?=,|\r|\n|$))/;

/** Rows of a text of Latin-1; undefined where quotes are not as RFC 4180 has them. */
const readText = (text: string): string[][] | undefined => {
  const rows: string[][] = [];
  // Spaces behind the last line break are no row.
  let rest = text.replace(/(^|[\r\n])[ \t]+$/, '$1');
  while (rest !== '') {
    const row: string[] = [];
    do {
      if (row.length > 0) rest = rest.slice(1);
      const [all, quoted, plain] = cell.exec(rest) ?? [];
      if (all === undefined) return undefined;
      row.push(quoted === undefined ? (plain as string) : quoted.replaceAll('""', '"'));
      rest = rest.slice(all.length);
    } while (rest.startsWith(','));
    rows.push(row);
    rest = rest.replace(lineBreak, '');
  }
  return rows;
};

const byte = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...Buffer.from('",\r\n a')) },
  { weight: 1, arbitrary: fc.nat(255).filter((code) => code !== 11 && code !== 12) },
);
/** Bytes alone are seldom in order: cells in quotes are written as such. */
const piece = fc.oneof(
  fc.array(byte, { maxLength: 4 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  fc
    .array(byte, { maxLength: 4 })
    .map((bytes) => `"${Buffer.from(bytes).toString('latin1').replaceAll('"', '""')}"`),
  fc.constantFrom(',', '\r\n', '\n', '\r'),
);

test('both readers find the same rows in what RFC 4180 allows, wherever the bytes are cut', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 12 }),
      fc.integer({ min: 1, max: 9 }),
      async (pieces, size) => {
        const text = pieces.join('');
        const expected = readText(text);
        if (!expected) return;
        compared += 1;
        const bytes = Buffer.from(text, 'latin1');
        const blocks = async function* () {
          for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
        };
        const rows: string[][] = [];
        for await (const { cells } of readRows(blocks(), { offsetBytes: 0, lines: 0 }))
          rows.push(cells.map((bytesOfCell) => (bytesOfCell as Buffer).toString('latin1')));
        expect(rows).toEqual(expected);
      },
    ),
    { numRuns: 2_000 },
  );
  expect(compared).toBeGreaterThan(500);
});
