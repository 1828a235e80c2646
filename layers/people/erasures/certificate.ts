// The certificate of an erasure: what was searched, what was deleted, when remaining copies expire.

/** An import that had not ended when an erasure deleted its file. */
export type InterruptedImport = {
  file: string;
  job: string;
  /** The last line of the file that was imported; 0 when none was. */
  line: number;
};

/** Who may still write a file that holds the person. */
export type PendingWriters = {
  /** How many exports and runs of imports began before the erasure and have not ended. */
  writers: number;
  /** When they have ended at the latest: another erasure from then on is complete. */
  until: string;
};

export type Certificate = {
  /** Whether nothing holds the person, every file could be read, and nothing that was under way will write them. */
  complete: boolean;
  /** Absent when nobody may. */
  pending?: PendingWriters;
  /** The keyed hashes under which the erasure is remembered; an address with two spellings has two. */
  subjects: string[];
  /** When the person was erased first. UTC, in ISO 8601, as all times. */
  erasedAt: string;
  /** Rows of the database that held the person's address and number. */
  rows: number;
  files: {
    /** Files of the bucket that were searched. */
    read: number;
    /** Names of those that held the address and were deleted. */
    deleted: string[];
    /** Names of the exports whose upload was under way and was aborted. */
    aborted: string[];
    /** Names of those that cannot be read, and so may hold the person: packed, encrypted, damaged, or not text. */
    unreadable: string[];
  };
  interrupted: InterruptedImport[];
  /** Dates by which read-only copies have expired: backups, queued messages, the event archive, what others can replay. */
  until: { backups: string; queues: string; eventArchive?: string; replays?: string };
};

/** How long a deployment keeps copies, in days. Without `replayDays` nobody replays for longer than the archive. */
export type Retention = { backupDays: number; eventArchiveDays: number; replayDays?: number };

/** A message lives for 14 days, and as long again when it is moved back from the dead letters. */
export const queueDays = 28;

const dayMs = 24 * 3_600_000;

export const untilWhen = (
  nowMs: number,
  { backupDays, eventArchiveDays, replayDays = 0 }: Retention,
): Certificate['until'] => {
  const after = (days: number): string => new Date(nowMs + days * dayMs).toISOString();
  return {
    backups: after(backupDays),
    queues: after(queueDays),
    ...(eventArchiveDays > 0 && { eventArchive: after(eventArchiveDays) }),
    ...(replayDays > eventArchiveDays && { replays: after(replayDays) }),
  };
};
