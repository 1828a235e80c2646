import { expect, test } from '@jest/globals';
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
