// A check: one promise of the service, and how a running system is asked for it.
import type { Expectations } from './expectations.ts';
import type { People } from './people.ts';
import type { System } from './system/system.ts';
import type { Traces } from './traces.ts';

export type CheckContext = {
  system: System;
  people: People;
  expect: Expectations;
  /** Where a check says what it leaves in the bucket. */
  traces: Traces;
  /** Number of generated requests. */
  requests: number;
  signal: AbortSignal;
};

export type Check = {
  /** What is promised, in a few words: the row of the report. */
  what: string;
  /** Takes many minutes in AWS, and is left out unless it is asked for. */
  slow?: boolean;
  /** When it fails, nothing else is asked: every other check would wait in vain. */
  essential?: boolean;
  /** Throws BrokenPromise, or NotRun where it does not apply. Any other error is a failure of the system, too. */
  run(context: CheckContext): Promise<void>;
};
