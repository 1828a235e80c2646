import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { badNumbers, goodNumbers } from '#tests/support/corpus.ts';
import { findBrokenNumberRule } from './numberRule.ts';

test('lets every good number of the corpus in', () => {
  expect(goodNumbers.map((number) => [number, findBrokenNumberRule(number)])).toEqual(
    goodNumbers.map((number) => [number, undefined]),
  );
});

test('names the rule that each bad number of the corpus breaks', () => {
  expect(badNumbers.map(([number]) => [number, findBrokenNumberRule(number)])).toEqual(badNumbers);
});

test('lets in what has three digits among signs of dialling, and nothing with fewer', () => {
  const piece = fc.oneof(
    fc.constantFrom('+', '-', ' ', '(', ')', '/', '.', 'x', '#', '*'),
    fc.nat(9).map(String),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (number) => {
      fc.pre(!/^[+-]?\d+\.0+$/.test(number));
      const digits = number.replace(/\D/g, '').length;
      expect(findBrokenNumberRule(number) === undefined).toBe(digits >= 3);
    }),
  );
});

test('refuses every number that a spreadsheet writes with an exponent', () => {
  const signs = fc.constantFrom('', '+', '-', '−');
  fc.assert(
    fc.property(
      fc.nat(),
      fc.nat(),
      fc.nat(308),
      signs,
      fc.constantFrom('.', ','),
      (whole, rest, power, sign, point) => {
        expect(findBrokenNumberRule(`${whole}${point}${rest}E${sign}${power}`)).toMatch(
          /^must be as it is dialled/,
        );
      },
    ),
  );
});
