// One clock for the service and the emulator, on which only sleeping takes time.

import type { EmulatorClock } from 'data-api-emulator';
import type { ServiceClock } from '#layers/base/clock.ts';
import { seededRandom } from '../../packages/data-api-emulator/src/faults/seededRandom.ts';

/** One seed makes the same waits before retries. */
export const virtualClock = (seed = 1): ServiceClock & EmulatorClock => {
  let nowMs = Date.UTC(2026, 0, 1);
  let timers: { dueMs: number; callback: () => void }[] = [];
  const runDue = () => {
    const due = timers.filter((timer) => timer.dueMs <= nowMs);
    timers = timers.filter((timer) => timer.dueMs > nowMs);
    for (const { callback } of due) callback();
  };
  return {
    now: () => nowMs,
    nowMs: () => nowMs,
    random: seededRandom(seed),
    sleep: async (ms) => {
      nowMs += ms;
      runDue();
    },
    after: (delayMs, callback) => {
      const timer = { dueMs: nowMs + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
};
