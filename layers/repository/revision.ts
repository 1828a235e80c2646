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

/** The lowest revision, of people who were there before the first event. */
export const lowestRevision = '';

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

/** The version or the time in a revision; undefined for the lowest. */
export const rankOf = (revision: string): number | undefined =>
  revision === lowestRevision ? undefined : Number(revision.slice(0, rankDigits));
