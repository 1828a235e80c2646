// The configuration of the functions that erase and purge, read from environment variables.
import * as z from 'zod/mini';
import { type Environment, parseEnvironment } from './config.ts';

const days = (least: number, most: number) =>
  z.pipe(
    z.string({ error: 'is required' }),
    z.pipe(
      z.transform(Number),
      z.int({ error: 'must be a whole number of days' }).check(
        z.refine((value) => value >= least && value <= most, {
          error: `must be from ${least} to ${most} days`,
        }),
      ),
    ),
  );

const erasing = z.object({
  /** How long the database's backups are kept. */
  BACKUP_DAYS: days(1, 35),
  /** How long the bus keeps what went over it; 0 without an archive. */
  EVENT_ARCHIVE_DAYS: days(0, 365),
  /** How long any bus or sender can replay; empty for no longer than the archive. */
  REPLAY_DAYS: z._default(z.union([z.literal(''), days(0, 3_650)]), ''),
});

/** How long copies of the directory's data are kept, in days. Throws ConfigError naming all problems at once. */
export const readRetention = (
  env: Environment,
): { backupDays: number; eventArchiveDays: number; replayDays: number } => {
  const { BACKUP_DAYS, EVENT_ARCHIVE_DAYS, REPLAY_DAYS } = parseEnvironment(erasing, env);
  return {
    backupDays: BACKUP_DAYS,
    eventArchiveDays: EVENT_ARCHIVE_DAYS,
    replayDays: REPLAY_DAYS === '' ? EVENT_ARCHIVE_DAYS : REPLAY_DAYS,
  };
};

const purging = z.object({ TOMBSTONE_DAYS: days(28, 3_650) });

/** How long deletions are remembered, in days. Throws ConfigError. */
export const readTombstoneDays = (env: Environment): number => parseEnvironment(purging, env).TOMBSTONE_DAYS;
