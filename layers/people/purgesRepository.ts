// What a directory forgets by age, over the database port.
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import { erasedRevision } from './revision.ts';

export interface PurgesRepository {
  /**
   * Deletes up to 1,000 tombstones that are older than so many days, never an erasure. Returns how many it deleted: fewer
   * when no more are left. Throws DatabaseError.
   */
  deleteTombstones(days: number, call: CallContext): Promise<number>;
  /**
   * Deletes up to 1,000 jobs of imports that nothing has advanced for so many days. Returns how many it deleted: fewer when no
   * more are left. Throws DatabaseError.
   */
  deleteImportJobs(days: number, call: CallContext): Promise<number>;
}

/** Rows per statement, which takes far less than the Data API's limit of 45 s. */
export const maxRowsPerStatement = 1_000;

const deleteTombstonesSql = `
  DELETE FROM people
  WHERE listed = 0 AND revision <> '${erasedRevision}' AND applied_at < UTC_TIMESTAMP(6) - INTERVAL :days DAY
  ORDER BY user_id LIMIT ${maxRowsPerStatement}`;

// A TIMESTAMP is read in the session's time zone, and UTC_TIMESTAMP() is not.
const deleteImportJobsSql = `
  DELETE FROM import_job
  WHERE UNIX_TIMESTAMP(changed_at) < UNIX_TIMESTAMP() - :days * 86400
  ORDER BY job LIMIT ${maxRowsPerStatement}`;

export const createPurgesRepository = (database: Database): PurgesRepository => {
  const deleteOlder = async (sql: string, days: number, call: CallContext): Promise<number> =>
    (await database.execute(sql, { days }, call, { idempotent: true })).updatedRows;
  return {
    deleteTombstones: (days, call) => deleteOlder(deleteTombstonesSql, days, call),
    deleteImportJobs: (days, call) => deleteOlder(deleteImportJobsSql, days, call),
  };
};
