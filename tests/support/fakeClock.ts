// A clock on which only sleeping takes time.
import type { ServiceClock } from '#layers/base/clock.ts';

export type FakeClock = ServiceClock & {
  /** How long each sleep was, in milliseconds. */
  readonly sleeps: readonly number[];
};

/** Starts at 0; `random` is what its randomness always returns. */
export const createFakeClock = (random = 0.5): FakeClock => {
  let nowMs = 0;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => nowMs,
    random: () => random,
    sleep: async (ms) => {
      sleeps.push(ms);
      nowMs += ms;
    },
  };
};
