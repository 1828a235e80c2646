// The order of what is known about a person: a text that compares greater the newer the state is.
import { createHash } from 'node:crypto';

/**
 * What orders the events of a directory. `version`: the sender's own counter. `time`: CloudEvents' `time` in milliseconds
 * since the epoch. Never both: every time would be greater than every version.
 */
export const orderKinds = ['version', 'time'] as const;
export type OrderKind = (typeof orderKinds)[number];

/** The greatest place in the order. Its 16 digits hold milliseconds until the year 33658, too. */
export const maxRank = 10 ** 15;

/** Senders' clocks differ. A time from further ahead would make everything stale that follows. */
export const maxAheadMs = 5 * 60 * 1_000;

/** The lowest revision, of people who were there before the first event. */
export const lowestRevision = '';

/** The revision of an erased person. It sorts after every other revision, as letters sort after digits. */
export const erasedRevision = 'erased';

export type RevisionParts = {
  /** The version or the time, a whole number from 0 to `maxRank`. */
  rank: number;
  /** A deletion is newer than any other state of the same rank. */
  deleted: boolean;
  /** The event's own names, which order the rest: the same everywhere, whatever arrives first. */
  source: string;
  id: string;
};

const rankDigits = 16;
const tieDigits = 16;

export const toRevision = ({ rank, deleted, source, id }: RevisionParts): string => {
  const tie = createHash('sha256')
    .update(JSON.stringify([source, id]))
    .digest('hex');
  return `${String(rank).padStart(rankDigits, '0')}${deleted ? 1 : 0}${tie.slice(0, tieDigits)}`;
};

export type ImportRevisionParts = {
  rank: number;
  /** When the file was uploaded, in milliseconds since the epoch: of two files of one rank the later is newer. */
  uploadedMs: number;
  /** The hexadecimal name of the job, which orders the files of one rank and one second. */
  job: string;
  /** The number of the row in its file; below 36^6. */
  line: number;
};

/** Digits of the seconds: until the year 4453. */
const uploadDigits = 7;
const jobDigits = 2;
const lineDigits = 6;

const toBase36 = (value: number, digits: number): string => value.toString(36).padStart(digits, '0');

/**
 * The revision of a row of a file. Within a file the later line is newer, a deletion or not. Among states of one rank a
 * file, whose tie begins with `g`, is newer than an upsert by an event and older than a deletion by one.
 */
export const toImportRevision = ({ rank, uploadedMs, job, line }: ImportRevisionParts): string => {
  const uploaded = toBase36(Math.floor(uploadedMs / 1_000), uploadDigits);
  const name = toBase36(Number.parseInt(job.slice(0, 8), 16) % 36 ** jobDigits, jobDigits);
  return `${String(rank).padStart(rankDigits, '0')}0g${uploaded}${name}${toBase36(line, lineDigits)}`;
};

/** The version or the time in a revision; undefined for the lowest and for an erasure. */
export const rankOf = (revision: string): number | undefined =>
  revision === lowestRevision || revision === erasedRevision
    ? undefined
    : Number(revision.slice(0, rankDigits));
