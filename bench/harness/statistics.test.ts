import { expect, test } from '@jest/globals';
import { median, pairedRatio, slopeOf } from './statistics.ts';

test('has the middle value, or the mean of the two middle ones', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('compares within rounds, whatever the rounds differ by', () => {
  const ratio = pairedRatio([2, 20, 200], [1, 10, 100]);
  expect(ratio).toEqual({ median: 2, low: 2, high: 2 });
});

test('has bounds around the median when rounds disagree', () => {
  const { median: middle, low, high } = pairedRatio([1, 2, 3, 4, 5], [1, 1, 1, 1, 1]);
  expect(middle).toBe(3);
  expect(low).toBeLessThan(3);
  expect(high).toBeGreaterThan(3);
});

test('the slope of points is that of their line', () => {
  expect(slopeOf([1, 2, 5].map((x) => ({ x, y: 3 * x + 7 })))).toBeCloseTo(3);
  expect(slopeOf([0, 1, 2].map((x) => ({ x, y: x % 2 })))).toBeCloseTo(0);
});
