import { expect, test } from '@jest/globals';
import { slopeOf } from './slopeOf.ts';

test('returns the slope of points on a line', () => {
  expect(slopeOf([1, 2, 5].map((x) => ({ x, y: 3 * x + 7 })))).toBeCloseTo(3);
});

test('returns 0 for points that rise and fall alike', () => {
  expect(
    slopeOf([
      { x: 0, y: 1 },
      { x: 1, y: 2 },
      { x: 2, y: 1 },
    ]),
  ).toBeCloseTo(0);
});
