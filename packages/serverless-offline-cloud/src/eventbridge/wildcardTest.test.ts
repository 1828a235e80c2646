import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createWildcardTest } from './wildcardTest.ts';

/** Whether the pattern fits, by its definition: an asterisk takes no character, or one and stays. */
const fits = (pattern: string, value: string): boolean => {
  if (pattern === '') return value === '';
  if (pattern[0] === '*')
    return fits(pattern.slice(1), value) || (value !== '' && fits(pattern, value.slice(1)));
  const [, literal = ''] = /^\\([*\\])/.exec(pattern) ?? ['', pattern[0]];
  const length = /^\\[*\\]/.test(pattern) ? 2 : 1;
  return value[0] === literal && fits(pattern.slice(length), value.slice(1));
};

test('agrees with the definition of a wildcard', () => {
  const few = (...units: string[]) => fc.string({ unit: fc.constantFrom(...units), maxLength: 12 });
  fc.assert(
    fc.property(few('a', 'b', '*', '\\'), few('a', 'b', '*', '\\'), (pattern, value) => {
      expect(createWildcardTest(pattern)(value)).toBe(fits(pattern, value));
    }),
    { numRuns: 5_000 },
  );
});

test('asks each part of a long text a bounded number of times', () => {
  const value = 'a'.repeat(250_000);
  expect(createWildcardTest(`${'a*'.repeat(200)}b`)(value)).toBe(false);
  expect(createWildcardTest('a*'.repeat(200))(value)).toBe(true);
});
