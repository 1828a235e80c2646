// What an erasure tells: what was looked at, what held the person, and until when copies can.

export type Certificate = {
  /** The keyed hashes under which the erasure is remembered; an address with two spellings has two. */
  subjects: string[];
  /** UTC, in ISO 8601, as all times. */
  erasedAt: string;
  /** Rows of the database that held the person's address and number. */
  rows: number;
  /** Files of the bucket that were read, and the names of those that held the address and were deleted. */
  files: { read: number; deleted: string[] };
  /** Until when what nobody can edit may hold the person; absent where the deployment keeps no such thing. */
  until: { backups: string; queues: string; eventArchive?: string };
};

/** Of the deployment, in days. */
export type Retention = { backupDays: number; eventArchiveDays: number };

/** A message lives for 14 days, and as long again when it is moved back from the dead letters. */
const queueDays = 28;

const dayMs = 24 * 3_600_000;

export const untilWhen = (
  nowMs: number,
  { backupDays, eventArchiveDays }: Retention,
): Certificate['until'] => {
  const after = (days: number): string => new Date(nowMs + days * dayMs).toISOString();
  return {
    backups: after(backupDays),
    queues: after(queueDays),
    ...(eventArchiveDays > 0 && { eventArchive: after(eventArchiveDays) }),
  };
};
