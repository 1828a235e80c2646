// Faults that no call ends by itself, and how long an instance resumes that never does.
import type { FaultName } from 'data-api-emulator';

export const endlessFaults: readonly FaultName[] = [
  'throttling',
  'database-unavailable',
  'statement-timeout',
  'too-many-connections',
];

/** Seconds. */
export const never = Number.MAX_SAFE_INTEGER / 1_000;
