// When an import that failed is tried again.
import { expect, test } from '@jest/globals';
import { retryDelayS } from './importReport.ts';

test('an import is tried again after half a minute, then ever later, and each hour in the end', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(retryDelayS);
  expect(delays).toEqual([30, 90, 270, 810, 2_430, 3_600, 3_600, 3_600, 3_600]);
  expect(delays.reduce((sum, delay) => sum + delay)).toBeGreaterThan(5 * 3_600);
});
