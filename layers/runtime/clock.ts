// The clock and the randomness that services are given; tests pass their own.
import { setTimeout as sleep } from 'node:timers/promises';

export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** A number in [0, 1). */
  random(): number;
};

/** The system's clock and `Math.random`. */
export const systemClock: Clock = { now: Date.now, sleep: (ms) => sleep(ms), random: Math.random };
