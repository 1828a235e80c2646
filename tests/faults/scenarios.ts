// All scenarios of the fault report, in full and in the short form that `npm test` runs.
import { findMysqlBinary } from 'data-api-emulator';
import { otherFormats } from './imports/createFile.ts';
import { badEvents } from './scenarios/badEvents.ts';
import { canaries } from './scenarios/canaries.ts';
import { eraseFaults } from './scenarios/eraseFaults.ts';
import { erasureRaces } from './scenarios/erasureRaces.ts';
import { erasures } from './scenarios/erasures.ts';
import { eventFaults } from './scenarios/eventFaults.ts';
import { eventHistories, naiveHistories } from './scenarios/eventHistories.ts';
import { eventKills } from './scenarios/eventKills.ts';
import { eventTimes } from './scenarios/eventTimes.ts';
import { everyLetter } from './scenarios/everyLetter.ts';
import { importKills } from './scenarios/importKills.ts';
import { importRaces } from './scenarios/importRaces.ts';
import { interruptedMigrations } from './scenarios/interruptedMigrations.ts';
import { kills } from './scenarios/kills.ts';
import { limits } from './scenarios/limits.ts';
import { lostReplies } from './scenarios/lostReplies.ts';
import { mixedFaults } from './scenarios/mixedFaults.ts';
import { pauses } from './scenarios/pauses.ts';
import { queueFaults } from './scenarios/queueFaults.ts';
import { queueKills } from './scenarios/queueKills.ts';
import { queuePoison } from './scenarios/queuePoison.ts';
import { remainingTimes } from './scenarios/remainingTimes.ts';
import { uploads } from './scenarios/uploads.ts';
import type { Tally } from './tally.ts';

/** Repeats the histories, the faults, the waits and the moments of kills; FAULTS_SEED=<seed> chooses another. */
export const seed = Number(process.env.FAULTS_SEED ?? 2026);

export type Scenario = {
  name: string;
  /** It kills a database server, so it needs one of its own to start. */
  needsServerBinary?: true;
  /** It must find something wrong: it shows what the check beside it can find. */
  isControl?: true;
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
  {
    name: 'Events in any order: 30 % twice, 10 % again at the end, ties, deletions, 8 connections',
    full: () => eventHistories(1_000, 100, seed),
    short: () => eventHistories(20, 5, seed),
  },
  {
    name: 'The same, each event taken for the newest (the control: must be wrong)',
    isControl: true,
    full: () => naiveHistories(1_000, seed),
    short: () => naiveHistories(10, seed),
  },
  {
    name: 'Events: 10 % of the answers lost, 10 % throttled, 12 % failed, pauses of 6 to 45 s',
    full: () => eventFaults(3_200, seed),
    short: () => eventFaults(8, seed),
  },
  {
    name: 'Events under a fault without end, for 1 to 60 s of remaining time',
    full: () => eventTimes(100, 12_000),
    short: () => eventTimes(4_000, 2_000),
  },
  {
    name: 'One bad event in 10, 100, 1,000, and bad ones alone',
    full: () => badEvents([10, 100, 1_000]),
    short: () => badEvents([10]),
  },
  {
    name: 'Events with an address in every field: none in a log line or an error',
    full: canaries,
    short: canaries,
  },
  {
    name: 'An address with each character of Unicode (short: each 16th of the first plane)',
    full: () => everyLetter(0x110000),
    short: () => everyLetter(0x10000, 16),
  },
  {
    name: 'Events; function, Data API and database server killed in turn',
    needsServerBinary: true,
    full: () => eventKills(50, seed),
    short: () => eventKills(3, seed),
  },
  {
    name: 'Erasures: all events and files replayed, as they were and as newer ones, after a purge and after a restore',
    full: () => erasures(400, seed),
    short: () => erasures(5, seed),
  },
  {
    name: 'Erasures amid exports and imports with bad rows; either side killed, writes up to 30 s late',
    full: () => erasureRaces(400, seed),
    short: () => erasureRaces(30, seed),
  },
  {
    name: 'The same without leases (the control: must be wrong)',
    isControl: true,
    full: () => erasureRaces(400, seed, false),
    short: () => erasureRaces(30, seed, false),
  },
  {
    name: 'Erasure and purge, a fault before and after each call in turn',
    full: () => eraseFaults(1),
    short: () => eraseFaults(4),
  },
  {
    name: 'Events and files about the same people at the same time',
    full: () => importRaces(500, seed),
    short: () => importRaces(10, seed),
  },
  {
    name: 'The same name, the same or other content, erasures and deletions between, told twice, kills, restarts',
    full: () => uploads(300, seed),
    short: () => uploads(6, seed),
  },
  {
    name: 'A file, 4 % of it bad, told of twice; importers killed, 14 % of the calls fail',
    full: () => importKills(50, 200_000, seed),
    short: () => importKills(1, 3_000, seed),
  },
  {
    name: 'The same with files of semicolons in Windows-1252, UTF-16, gzip and a workbook at once',
    full: () => importKills(50, 40_000, seed, otherFormats),
    short: () => importKills(1, 1_500, seed, otherFormats),
  },
  {
    name: 'Bus to database: 10 % of the answers lost, 20 % failed, pauses of 6 to 45 s; no valid event dies',
    full: () => queueFaults(100, 20, seed),
    short: () => queueFaults(2, 10, seed),
  },
  {
    name: 'Bus to database: one invalid event in 10, 100, 1,000, mended and moved back',
    full: () => queuePoison([10, 100, 1_000]),
    short: () => queuePoison([10]),
  },
  {
    name: 'Bus to database; poller, function, Data API and database server killed in turn',
    needsServerBinary: true,
    full: () => queueKills(50, seed),
    short: () => queueKills(4, seed),
  },
];
