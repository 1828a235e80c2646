import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { badNumbers, goodNumbers } from '#tests/support/corpus.ts';
import { findBrokenNumberRule, normalizePhoneNumber, phoneNumber } from './phoneNumber.ts';

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
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('').trim());
  fc.assert(
    fc.property(text, (number) => {
      // A whole number with zeros behind its point, or the error of a spreadsheet such as #N/A, breaks a rule of its own.
      fc.pre(!/^[+-]?\d+\.0+$|^#x/.test(number));
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

const messagesOf = (value: unknown) =>
  phoneNumber.safeParse(value).error?.issues.map(({ message }) => message);

test.each([
  [undefined, 'is required'],
  [7, 'must be a string'],
  ['\ud800', 'must be well-formed Unicode'],
  ['', 'must not be empty'],
  ['☎'.repeat(65), 'must not be longer than 64 characters'],
  ['1\u0000', 'must not contain control characters'],
])('refuses the phone number %j: it %s', (value, message) => {
  expect(messagesOf(value)).toEqual([message]);
});

test.each(['\ud800\u0000', '\u0000'.repeat(65)])('names the first rule alone that %j breaks', (value) => {
  expect(messagesOf(value)).toHaveLength(1);
});

test.each(['1', '😀'.repeat(64), '+49 (0) 30 "x" \\ \'y\' ☎'])(
  'accepts the phone number %j as it is',
  (value) => {
    expect(phoneNumber.parse(value)).toBe(value);
  },
);

test.each([
  ['\u202a +49\u00a030\u200b1 \u200f', '+49\u00a030\u200b1'],
  ['“+49 30 1”', '+49 30 1'],
  ["'+49 30 1", '+49 30 1'],
  ["'49301", "'49301"],
  ['+49 30 "x"', '+49 30 "x"'],
  [' ', ' '],
])('gets %j in as %j', (sent, normalized) => {
  expect(normalizePhoneNumber(sent)).toBe(normalized);
});

test('is normal when it gets in', () => {
  const piece = fc.constantFrom('"', "'", '“', '”', '+', '=', ' ', '\u200b', '1', '234', '-');
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      (sent) => {
        const normalized = normalizePhoneNumber(sent);
        fc.pre(findBrokenNumberRule(normalized) === undefined);
        expect(normalizePhoneNumber(normalized)).toBe(normalized);
      },
    ),
  );
});
