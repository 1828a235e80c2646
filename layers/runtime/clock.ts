// Time and chance as they are. Given to what waits and retries by services.ts, and by tests.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#layers/database/retry.ts';

export const systemClock: Clock = { now: Date.now, sleep: (ms) => sleep(ms), random: Math.random };
