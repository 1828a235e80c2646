// The time and the randomness that services are given.
import { setTimeout as sleep } from 'node:timers/promises';

export type ServiceClock = {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** A number in [0, 1). */
  random(): number;
};

/** Calls back once after so many milliseconds, unless the returned function is called before. */
export type StartTimer = (callback: () => void, ms: number) => () => void;

/** The system's timers. */
export const startTimer: StartTimer = (callback, ms) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** The system clock and `Math.random`. */
export const systemClock: ServiceClock = { now: Date.now, sleep: (ms) => sleep(ms), random: Math.random };
