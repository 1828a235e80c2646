// Holds what was measured against limits.ts. Called by main.ts.
import type { Limit } from './limits.ts';
import type { Ratio } from './statistics.ts';

export type Verdict = Limit & { of: string; measured: Ratio; holds: boolean };

/** A limit is broken when even the lower bound is above it, so that noise alone breaks none. */
export const judge = (limit: Limit, of: string, measured: Ratio): Verdict => ({
  ...limit,
  of,
  measured,
  holds: measured.low <= limit.limit,
});

export const exactly = (value: number): Ratio => ({ median: value, low: value, high: value });
