// All scenarios of the fault report, in full and in the short form that `npm test` runs.
import { findMysqlBinary } from 'data-api-emulator';
import { interruptedMigrations } from './scenarios/interruptedMigrations.ts';
import { kills } from './scenarios/kills.ts';
import { limits } from './scenarios/limits.ts';
import { lostReplies } from './scenarios/lostReplies.ts';
import { mixedFaults } from './scenarios/mixedFaults.ts';
import { pauses } from './scenarios/pauses.ts';
import { remainingTimes } from './scenarios/remainingTimes.ts';
import type { Tally } from './tally.ts';

export const seed = 2026;

export type Scenario = {
  name: string;
  /** It kills a database server, so it needs one of its own to start. */
  needsServerBinary?: true;
  full(): Promise<Tally>;
  short(): Promise<Tally>;
};

export const canRun = ({ needsServerBinary }: Scenario): boolean =>
  !needsServerBinary || findMysqlBinary() !== undefined;

export const scenarios: readonly Scenario[] = [
  {
    name: 'Reads: 5 % throttled, 2 % 500/503/504, 2 % reset, 1 % hang, pauses',
    full: () => mixedFaults(10_000, seed),
    short: () => mixedFaults(300, seed),
  },
  { name: 'First request after a pause, resumes of 1 to 45 s', full: pauses, short: pauses },
  {
    name: 'A fault without end, for 200 ms to 29 s of remaining time',
    full: () => remainingTimes(100, 12_000),
    short: () => remainingTimes(1_000, 1_000),
  },
  {
    name: 'Writes, 10 % of the answers lost after the commit',
    full: () => lostReplies(2_000, seed),
    short: () => lostReplies(200, seed),
  },
  {
    name: 'Migrations, a fault at each call in turn',
    full: () => interruptedMigrations(1),
    short: () => interruptedMigrations(24),
  },
  { name: 'Limits, one below, at and one above', full: limits, short: limits },
  {
    name: 'Database server killed, Data API restarted, both',
    needsServerBinary: true,
    full: () => kills(3),
    short: () => kills(1),
  },
];
