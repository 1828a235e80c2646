import { expect, test } from '@jest/globals';
import { describeJsonError } from './describeJsonError.ts';

const describe = (text: string): string => {
  try {
    JSON.parse(text);
  } catch (error) {
    return describeJsonError(text, error as Error);
  }
  throw new Error('This is JSON.');
};

test.each([
  ['{"a": homer}', "Unexpected token 'h' at position 6 (line 1 column 7)"],
  [`${' '.repeat(500)}{\n "email": homer@x.co}`, "Unexpected token 'h' at position 512 (line 2 column 11)"],
  ['[1,\n 2', "Expected ',' or ']' after array element at position 6 (line 2 column 3)"],
  ['{"a": 1}\n{"a": 2}', 'Unexpected non-whitespace character after JSON at position 9 (line 2 column 1)'],
  ['{bad', "Expected property name or '}' at position 1 (line 1 column 2)"],
  ['{"a":', 'it ends too early, at position 5 (line 1 column 6)'],
  ['', 'it ends too early, at position 0 (line 1 column 1)'],
  ['email,phoneNumber', "Unexpected token 'e' at position 0 (line 1 column 1)"],
  ["{'a': 1}", "Expected property name or '}' at position 1 (line 1 column 2)"],
])('%j: %s', (text, expected) => {
  expect(describe(text)).toBe(expected);
});
