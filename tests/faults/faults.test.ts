// The fault report's scenarios in their short form.
import { expect, test } from '@jest/globals';
import { scenarios } from './scenarios.ts';

const harmless = { wrong: 0, lost: 0, duplicated: 0, late: 0 };

test.each(scenarios)(
  '$name',
  async ({ short }) => {
    const tally = await short();
    if (!tally) return;
    expect(tally).toMatchObject(harmless);
    expect(tally.injected).toBeGreaterThan(0);
    expect(tally.right + tally.unavailable).toBe(tally.requests);
  },
  60_000,
);
