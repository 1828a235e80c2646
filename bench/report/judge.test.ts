import { describe, expect, test } from '@jest/globals';
import { exactly, judge, refuseBroken } from './judge.ts';

const limits = { speed: { metric: 'request ÷ ping', limit: 2, reach: 1.5, unit: '×' } } as const;
const verdictOf = (low: number) => judge(limits, 'speed', 'getUsers', { median: 2.2, low, high: 3 });

describe('judge', () => {
  test('breaks a limit when the lower bound is above it', () => {
    expect(verdictOf(2.01).holds).toBe(false);
  });

  test('holds when the limit lies within the bounds', () => {
    expect(verdictOf(2).holds).toBe(true);
  });
});

describe('refuseBroken', () => {
  test('throws a line for each broken limit', () => {
    expect(() => refuseBroken([verdictOf(1), verdictOf(2.1)])).toThrow(
      'Broken limits:\nspeed of getUsers: 2.20 ×, at least 2.10; limit 2.',
    );
  });

  test('accepts limits that hold', () => {
    expect(() => refuseBroken([judge(limits, 'speed', 'getUsers', exactly(2))])).not.toThrow();
  });
});
