import { expect, test } from '@jest/globals';
import { createPurger } from './purger.ts';

/** A directory with so many rows of each kind past their age, where each step takes so long. */
const purgerOf = (tombstones: number, importJobs: number, stepMs = 0) => {
  let nowMs = 0;
  const asked: number[] = [];
  const deleteFrom = (left: number) => async (days: number) => {
    asked.push(days);
    nowMs += stepMs;
    const deleted = Math.min(left, 1_000);
    left -= deleted;
    return deleted;
  };
  const purges = { deleteTombstones: deleteFrom(tombstones), deleteImportJobs: deleteFrom(importJobs) };
  return { purger: createPurger({ purges, days: 30, now: () => nowMs }), asked };
};

test.each([
  [0, 0, 2],
  [999, 1, 2],
  [1_000, 0, 3],
  [2_500, 1_000, 5],
])('deletes %i tombstones and %i jobs in %i steps', async (tombstones, importJobs, steps) => {
  const { purger, asked } = purgerOf(tombstones, importJobs);
  expect(await purger.purge({ deadlineMs: 60_000 })).toEqual({ tombstones, importJobs, isComplete: true });
  expect(asked).toEqual(Array(steps).fill(30));
});

test.each([
  ['tombstones', 10_000, 10, 3_000, 0],
  ['jobs', 10, 10_000, 10, 2_000],
])(
  'ends before its deadline and says that more %s are left',
  async (_name, tombstones, jobs, gone, ended) => {
    const { purger, asked } = purgerOf(tombstones, jobs, 20_000);
    expect(await purger.purge({ deadlineMs: 60_000 })).toEqual({
      tombstones: gone,
      importJobs: ended,
      isComplete: false,
    });
    expect(asked).toHaveLength(3);
  },
);

test.each([
  [9_999, 0],
  [10_000, 0],
  [10_001, 1],
])('with %i ms left takes %i steps: a step may last 10 s', async (leftMs, steps) => {
  const { purger, asked } = purgerOf(1_000, 0, leftMs);
  expect(await purger.purge({ deadlineMs: leftMs })).toMatchObject({ isComplete: false });
  expect(asked).toHaveLength(steps);
});
