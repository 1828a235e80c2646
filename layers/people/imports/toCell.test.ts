import { expect, test } from '@jest/globals';
import { readColumns } from './columns/columns.ts';
import { formatRejects } from './rejects.ts';
import { toCell } from './toCell.ts';

test.each([
  ['a', 'a'],
  ['a "b"', '"a ""b"""'],
  ['a,b', '"a,b"'],
  ['a;b', '"a;b"'],
  ['a\tb', '"a\tb"'],
  [' a', '" a"'],
  ['a\nb', '"a\nb"'],
])('%j is written as %j', (text, cell) => {
  expect(toCell(text)).toBe(cell);
});

test('rejected rows keep the apostrophe that guards a column', () => {
  const row = { cells: [Buffer.from("'a")], line: 2, end: { offsetBytes: 0, lines: 2 } };
  const columns = readColumns(["'email", 'deleted'], { map: {}, firstEmail: false }, 'time');
  expect(String(formatRejects(columns, [{ row, reason: 'why' }]))).toBe(
    "line,reason,'email,deleted\r\n2,why,'a\r\n",
  );
});
