// Deletes what a directory has kept long enough, in bounded steps.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { maxRowsPerStatement, type PurgesRepository } from '#layers/people/purgesRepository.ts';

export type Purged = {
  tombstones: number;
  importJobs: number;
  /** Whether nothing is left to delete; otherwise the next run goes on. */
  isComplete: boolean;
};

export interface Purger {
  /** Throws DatabaseError; what was deleted until then stays deleted. Two at once delete the same rows. */
  purge(call: CallContext): Promise<Purged>;
}

/** A step takes seconds at most; a run ends before its deadline ends it. */
const stepMs = 10_000;

/** `days`: the age of what is deleted. */
type Options = { purges: PurgesRepository; days: number; now: () => number };

export const createPurger = ({ purges, days, now }: Options): Purger => {
  /** Step by step, until nothing is left or the time is. */
  const deleteAll = async (
    deleteSome: (days: number, call: CallContext) => Promise<number>,
    call: CallContext,
  ): Promise<{ count: number; isComplete: boolean }> => {
    let count = 0;
    while (now() + stepMs < call.deadlineMs) {
      const deleted = await deleteSome(days, call);
      count += deleted;
      if (deleted < maxRowsPerStatement) return { count, isComplete: true };
    }
    return { count, isComplete: false };
  };

  return {
    async purge(call) {
      const tombstones = await deleteAll(purges.deleteTombstones, call);
      const importJobs = await deleteAll(purges.deleteImportJobs, call);
      return {
        tombstones: tombstones.count,
        importJobs: importJobs.count,
        isComplete: tombstones.isComplete && importJobs.isComplete,
      };
    },
  };
};
