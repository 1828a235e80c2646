import { expect, test } from '@jest/globals';
import { toPrintedLines } from './printedLines.ts';

test('lines that came in pieces are whole, and those of two streams apart', () => {
  const chunks = [
    ['stdout', 'a'],
    ['stderr', 'x\ny'],
    ['stdout', 'b\r\nc\n'],
    ['stderr', 'z'],
  ] as const;
  expect(toPrintedLines(chunks)).toEqual([
    ['stderr', 'x'],
    ['stdout', 'ab'],
    ['stdout', 'c'],
    ['stderr', 'yz'],
  ]);
});

test('an empty line is a line, and nothing is none', () => {
  expect(toPrintedLines([['stdout', '\n']])).toEqual([['stdout', '']]);
  expect(toPrintedLines([])).toEqual([]);
});
