import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRows } from '#layers/people/imports/formats/readRows.ts';
import { ExportFile } from './exportFile.ts';

/** A cell that no directory by the rules has, though an adopted table may: any character but half of a pair. */
const anyText = fc.string({ unit: 'binary', maxLength: 20 });

const readCells = async (text: Buffer) => {
  const blocks = async function* () {
    yield text;
  };
  const rows: string[][] = [];
  for await (const { cells } of readRows(blocks(), { offsetBytes: 0, lines: 0 }))
    rows.push(cells.map(String));
  return rows;
};

test('every character of a cell is read back', async () => {
  const user = fc.record({ email: anyText, phoneNumber: anyText });
  await fc.assert(
    fc.asyncProperty(fc.array(user, { maxLength: 5 }), async (users) => {
      const file = new ExportFile({ order: 'time', form: 'plain' });
      const text = Buffer.concat([file.begin(), file.rows(users)]);
      const cells = users.map(({ email, phoneNumber }) => [email, phoneNumber]);
      expect(await readCells(text)).toEqual([['email', 'phoneNumber'], ...cells]);
    }),
    { numRuns: 200 },
  );
});
