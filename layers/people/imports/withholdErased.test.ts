// Refused rows without the people who are erased.
import { expect, test } from '@jest/globals';
import { createInMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import type { RejectedRow } from './rejects.ts';
import { withholdErased } from './withholdErased.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const row = (line: number, ...cells: string[]) => ({
  row: { cells: cells.map((cell) => Buffer.from(cell)), line, end: { offsetBytes: 0, lines: 0 } },
  reason: 'phoneNumber must not be empty',
});
const textOf = ({ row: { cells } }: RejectedRow) => cells.map(String);

const createErased = async (...emails: string[]) => {
  const { erasures, erased } = createInMemoryDirectory([]);
  for (const email of emails) await erasures.erase(email, call);
  return erased;
};

test('leaves line and reason of a row of somebody who is erased, in any letter case', async () => {
  const erased = await createErased('homer@x.co');
  const rows = [row(2, 'Homer@x.co', ''), row(3, 'marge@x.co', ''), row(4, 'x', 'homer@x.co')];
  const kept = await withholdErased(erased, rows, call);
  expect(kept.map(({ row: { line }, reason }) => [line, reason])).toEqual(
    rows.map(({ row: { line }, reason }) => [line, reason]),
  );
  expect(kept.map((rejected) => rejected.row.cells.map(String))).toEqual([
    ['', ''],
    ['marge@x.co', ''],
    ['', ''],
  ]);
});

test('asks for nobody where no row has an address', async () => {
  const find = () => Promise.reject(new Error('asked'));
  const rows = [row(2, 'x', '')];
  expect((await withholdErased({ find }, rows, call)).map(textOf)).toEqual([['x', '']]);
});

test.each([
  [20, false],
  [21, true],
])('withholds a row of %i addresses: %s', async (count, isWithheld) => {
  const addresses = Array.from({ length: count }, (_, index) => `a${index}@x`);
  const [kept] = await withholdErased(await createErased(), [row(2, ...addresses)], call);
  expect(kept?.row.cells.every((cell) => cell.length === 0)).toBe(isWithheld);
});
