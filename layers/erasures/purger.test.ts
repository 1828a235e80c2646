import { expect, test } from '@jest/globals';
import { createPurger } from './purger.ts';

/** A directory with so many tombstones past their age, where each step takes so long. */
const purgerOf = (count: number, stepMs = 0) => {
  let left = count;
  let nowMs = 0;
  const asked: number[] = [];
  const purges = {
    deleteTombstones: async (days: number) => {
      asked.push(days);
      nowMs += stepMs;
      const deleted = Math.min(left, 1_000);
      left -= deleted;
      return deleted;
    },
  };
  return { purger: createPurger({ purges, tombstoneDays: 30, now: () => nowMs }), asked };
};

test.each([
  [0, 1],
  [999, 1],
  [1_000, 2],
  [2_500, 3],
])('deletes %i tombstones in %i steps', async (count, steps) => {
  const { purger, asked } = purgerOf(count);
  expect(await purger.purge({ deadlineMs: 60_000 })).toEqual({ tombstones: count, isComplete: true });
  expect(asked).toEqual(Array(steps).fill(30));
});

test('ends before its deadline and says that more are left', async () => {
  const { purger, asked } = purgerOf(10_000, 20_000);
  expect(await purger.purge({ deadlineMs: 60_000 })).toEqual({ tombstones: 3_000, isComplete: false });
  expect(asked).toHaveLength(3);
});
