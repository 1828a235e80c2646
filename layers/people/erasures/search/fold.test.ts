import { expect, test } from '@jest/globals';
import { fold, foldAscii } from './fold.ts';

const runsOf = (text: string): string[] => text.match(/[a-z\d]+(?!\p{M})/gu) ?? [];

test('the faster fold leaves the letters and digits of ASCII that the fold leaves of any character', () => {
  const missed: string[] = [];
  for (let point = 0; point < 0x110000; point += 1) {
    const text = String.fromCodePoint(point);
    const ascii = foldAscii(text);
    if (runsOf(fold(text)).some((run) => !ascii.includes(run))) missed.push(text);
  }
  expect(missed).toEqual([]);
});

test.each([
  ['İ', 'i'],
  ['i\u0323\u0307', 'i\u0323'],
  ['ΑΣ', 'ας'],
  ['\u212A', 'k'],
  ['\u212B', 'Å'],
  ['é', 'e\u0301'],
])('joins %j and %j', (one, other) => {
  expect(fold(one)).toBe(fold(other));
});

test.each([
  ['ü', 'u'],
  ['ı', 'i'],
  ['ß', 'ss'],
  ['ż', 'z'],
])('tells %j and %j apart', (one, other) => {
  expect(fold(one)).not.toBe(fold(other));
});
