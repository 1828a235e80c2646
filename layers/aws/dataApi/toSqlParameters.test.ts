import { expect, test } from '@jest/globals';
import { toSqlParameters } from './toSqlParameters.ts';

test.each([
  [null, { isNull: true }],
  [true, { booleanValue: true }],
  [false, { booleanValue: false }],
  ['', { stringValue: '' }],
  ['1', { stringValue: '1' }],
  [0, { longValue: 0 }],
  [-1, { longValue: -1 }],
  [Number.MAX_SAFE_INTEGER, { longValue: Number.MAX_SAFE_INTEGER }],
  [2 ** 53, { doubleValue: 2 ** 53 }],
  [0.5, { doubleValue: 0.5 }],
])('sends %p as %p', (value, field) => {
  expect(toSqlParameters({ name: value })).toEqual([{ name: 'name', value: field }]);
});

test('sends a bigint as a long, unrounded', () => {
  expect(toSqlParameters({ id: 2n ** 63n - 1n })).toEqual([
    { name: 'id', value: { longValue: 2n ** 63n - 1n } },
  ]);
});

test('keeps the names and the order', () => {
  expect(toSqlParameters({ b: 1, a: 2 }).map(({ name }) => name)).toEqual(['b', 'a']);
  expect(toSqlParameters({})).toEqual([]);
});
