// One clock for the service and the emulator, on which only sleeping takes time.

import type { EmulatorClock } from 'data-api-emulator';
import type { ServiceClock } from '#layers/base/clock.ts';

export const virtualClock = (): ServiceClock & EmulatorClock => {
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
    random: Math.random,
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
