import { expect, test } from '@jest/globals';
import { describeBroken, exactly, judge } from './judge.ts';

const limits = {
  size: { metric: 'size', limit: 100, unit: 'KB' },
  rate: { metric: 'requests', limit: 500, unit: '/s', isFloor: true },
} as const;

test.each([
  ['at its limit', { low: 90, median: 100, high: 110 }, true],
  ['above it, whatever the lower bound says', { low: 90, median: 101, high: 110 }, false],
])('a median %s decides', (_case, measured, holds) => {
  expect(judge(limits, 'size', 'getUsers', measured).holds).toBe(holds);
});

test('a floor is broken by less', () => {
  expect(judge(limits, 'rate', 'npm start', exactly(500)).holds).toBe(true);
  expect(judge(limits, 'rate', 'npm start', exactly(499)).holds).toBe(false);
});

test('describes broken limits alone', () => {
  const verdicts = [judge(limits, 'size', 'a', exactly(99)), judge(limits, 'size', 'b', exactly(101))];
  expect(describeBroken(verdicts)).toBe('Broken: size of b is 101.00 KB; limit 100.');
});
