import { expect, test } from '@jest/globals';
import { maxLevels, parseNestedJson } from './nestedJson.ts';

const nested = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels);

test('parses JSON', () => {
  expect(parseNestedJson('{"a":[1,{"b":null}]}')).toEqual({ a: [1, { b: null }] });
  expect(parseNestedJson('7')).toBe(7);
});

test('takes as many levels as there may be, and not one more', () => {
  expect(() => parseNestedJson(nested(maxLevels))).not.toThrow();
  expect(() => parseNestedJson(nested(maxLevels + 1))).toThrow(/nested deeper than 1000 levels$/);
});

test.each([
  ['arrays', nested(100_000)],
  ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['text', '{'],
])('refuses %s with a SyntaxError', (_case, text) => {
  expect(() => parseNestedJson(text)).toThrow(SyntaxError);
});
