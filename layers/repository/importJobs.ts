// The jobs of imports: how far each has got, over the database port.
import * as z from 'zod/mini';
import type { CallContext, Database } from '#layers/database/database.ts';

/**
 * `superseded`: the object was replaced or deleted before its end. `failed`: the file cannot be read, or not from some row on.
 */
export type ImportState = 'running' | 'done' | 'failed' | 'superseded';

/** Of a file: the bytes and lines that are behind, and what became of their rows. */
export type ImportProgress = { offsetBytes: number; lines: number; accepted: number; rejected: number };

export type ImportJob = {
  state: ImportState;
  /** The place in the order of rows that have none of their own, in milliseconds since the epoch. */
  asOfMs: number;
  progress: ImportProgress;
};

/** Every method throws DatabaseError. */
export interface ImportJobs {
  find(job: string, call: CallContext): Promise<ImportJob | undefined>;
  /** Adds a job that is new. One that is known stays as it is. */
  add(job: string, asOfMs: number, call: CallContext): Promise<void>;
  /** Returns false, and changes nothing, when the job is no longer where `from` is. */
  advance(job: string, from: number, progress: ImportProgress, call: CallContext): Promise<boolean>;
  /** Ends a running job. */
  finish(job: string, state: Exclude<ImportState, 'running'>, call: CallContext): Promise<void>;
}

const findSql = `
  SELECT state, as_of_ms AS asOfMs, offset_bytes AS offsetBytes, line_count AS \`lines\`, accepted, rejected
  FROM import_job
  WHERE job = :job`;
const addSql = 'INSERT IGNORE INTO import_job (job, as_of_ms) VALUES (:job, :asOfMs)';
// Absolute counters, so that a statement that ran twice has counted once.
const advanceSql = `
  UPDATE import_job
  SET offset_bytes = :offsetBytes, line_count = :lines, accepted = :accepted, rejected = :rejected
  WHERE job = :job AND state = 'running' AND offset_bytes = :from`;
const finishSql = `UPDATE import_job SET state = :state WHERE job = :job AND state = 'running'`;

const integer = z.pipe(z.string(), z.transform(Number));
const importJob = z.object({
  state: z.enum(['running', 'done', 'failed', 'superseded']),
  asOfMs: integer,
  offsetBytes: integer,
  lines: integer,
  accepted: integer,
  rejected: integer,
});

const repeatable = { idempotent: true };

export const createImportJobs = (database: Database): ImportJobs => ({
  async find(job, call) {
    const [row] = await database.query(findSql, { job }, call);
    if (!row) return undefined;
    const { state, asOfMs, ...progress } = importJob.parse(row);
    return { state, asOfMs, progress };
  },
  async add(job, asOfMs, call) {
    await database.execute(addSql, { job, asOfMs }, call, repeatable);
  },
  async advance(job, from, progress, call) {
    return (await database.execute(advanceSql, { job, from, ...progress }, call, repeatable)).updatedRows > 0;
  },
  async finish(job, state, call) {
    await database.execute(finishSql, { job, state }, call, repeatable);
  },
});
