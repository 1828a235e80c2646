// Deletes what a directory has kept long enough, in bounded steps.
import type { CallContext } from '#layers/database/database.ts';
import { maxRowsPerStatement, type PurgesRepository } from '#layers/repository/purgesRepository.ts';

export type Purged = {
  tombstones: number;
  /** Whether nothing is left to delete; otherwise the next run goes on. */
  isComplete: boolean;
};

export interface Purger {
  /** Throws DatabaseError; what was deleted until then stays deleted. Two at once delete the same rows. */
  purge(call: CallContext): Promise<Purged>;
}

/** A step takes seconds at most; a run ends before its deadline ends it. */
const stepMs = 10_000;

type Options = { purges: PurgesRepository; tombstoneDays: number; now: () => number };

export const createPurger = ({ purges, tombstoneDays, now }: Options): Purger => ({
  async purge(call) {
    let tombstones = 0;
    while (now() + stepMs < call.deadlineMs) {
      const deleted = await purges.deleteTombstones(tombstoneDays, call);
      tombstones += deleted;
      if (deleted < maxRowsPerStatement) return { tombstones, isComplete: true };
    }
    return { tombstones, isComplete: false };
  },
});
