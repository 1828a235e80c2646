import { expect, test } from '@jest/globals';
import { ticksByTen, ticksFromZero } from './ticks.ts';

test('ticksByTen encloses the values', () => {
  expect(ticksByTen([2, 350])).toEqual([1, 10, 100, 1_000]);
});

test.each([
  [[83], [0, 20, 40, 60, 80, 100]],
  [[110], [0, 50, 100, 150]],
  [[500], [0, 100, 200, 300, 400, 500]],
])('ticksFromZero encloses %j in round steps', (values, ticks) => {
  expect(ticksFromZero(values)).toEqual(ticks);
});
