// A clock for the emulator that a test turns by hand.
import { setImmediate } from 'node:timers/promises';
import type { EmulatorClock } from '../../src/clock.ts';

type Timer = { dueMs: number; delayMs: number; callback: () => void };

export type ManualClock = EmulatorClock & {
  advance(ms: number): void;
  /** Resolves once a timer of this delay runs. */
  hasTimer(delayMs: number): Promise<void>;
};

export const manualClock = (): ManualClock => {
  let nowMs = Date.UTC(2026, 0, 1);
  const timers = new Set<Timer>();
  return {
    nowMs: () => nowMs,
    after: (delayMs, callback) => {
      const timer = { dueMs: nowMs + delayMs, delayMs, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (ms) => {
      nowMs += ms;
      for (const timer of timers) {
        if (timer.dueMs > nowMs) continue;
        timers.delete(timer);
        timer.callback();
      }
    },
    hasTimer: async (delayMs) => {
      while (![...timers].some((timer) => timer.delayMs === delayMs)) await setImmediate();
    },
  };
};
