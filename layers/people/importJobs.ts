// The jobs of imports: how far each has got, over the database port.
import * as z from 'zod/mini';
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import { type ImportState, importStates } from './bucketLayout.ts';

export type EndState = Exclude<ImportState, 'running'>;

/** How many bytes and lines of the file have been read, and what became of their rows. */
export type ImportProgress = {
  offsetBytes: number;
  lines: number;
  /** Rows that the directory has taken. */
  applied: number;
  /** Rows whose person has a newer state: by an event, by another file or by a later row. */
  unchanged: number;
  rejected: number;
  /** How many rows broke a rule, by the rule. */
  violations: Readonly<Record<string, number>>;
  /** Rows whose number has a length of its country, but no range that it has assigned. */
  onlyPossible: number;
};

export const noProgress: ImportProgress = {
  offsetBytes: 0,
  lines: 0,
  applied: 0,
  unchanged: 0,
  rejected: 0,
  violations: {},
  onlyPossible: 0,
};

export type NewImportJob = {
  /** The hash of the object's key: of the jobs of one file one can run. */
  file: string;
  /** The place in the order of rows that have none of their own, in milliseconds since the epoch. */
  asOfMs: number;
  sizeBytes: number;
};

export type ImportJob = Omit<NewImportJob, 'file'> & {
  state: ImportState;
  /** Why it ended before the file did, or applied nothing; a sentence. */
  reason?: string | undefined;
  progress: ImportProgress;
};

/** Every method throws DatabaseError. */
export interface ImportJobs {
  find(job: string, call: CallContext): Promise<ImportJob | undefined>;
  /** Returns the names of the running jobs of a file: more than one where its object was replaced. */
  findRunning(file: string, call: CallContext): Promise<string[]>;
  /** Adds a job that is new. One that is known stays as it is. */
  add(job: string, added: NewImportJob, call: CallContext): Promise<void>;
  /** Returns false, and changes nothing, when the job has ended or is no longer where `from` is. */
  advance(job: string, from: number, progress: ImportProgress, call: CallContext): Promise<boolean>;
  /** Ends a running job. One that has ended keeps its state and reason. */
  finish(
    job: string,
    end: { state: EndState; reason?: string | undefined },
    call: CallContext,
  ): Promise<void>;
}

// `accepted` counts both: the releases before this one read it.
const findSql = `
  SELECT state, reason, as_of_ms AS asOfMs, size_bytes AS sizeBytes, offset_bytes AS offsetBytes, line_count AS \`lines\`,
    accepted, unchanged, rejected, violations, only_possible AS onlyPossible
  FROM import_job
  WHERE job = :job`;
const findRunningSql = `SELECT job FROM import_job WHERE file = :file AND state = 'running'`;
const addSql = `
  INSERT IGNORE INTO import_job (job, file, as_of_ms, size_bytes)
  VALUES (:job, :file, :asOfMs, :sizeBytes)`;
// Absolute counters, so that a statement that ran twice has counted once.
const advanceSql = `
  UPDATE import_job
  SET offset_bytes = :offsetBytes, line_count = :lines, accepted = :accepted, unchanged = :unchanged, rejected = :rejected,
    violations = :violations, only_possible = :onlyPossible
  WHERE job = :job AND state = 'running' AND offset_bytes = :from`;
const finishSql = `UPDATE import_job SET state = :state, reason = :reason WHERE job = :job AND state = 'running'`;

/** The length of the column `reason`. */
const maxReasonLength = 500;
/** The length of the column `violations`. The rules are few and short: a hundred fit. */
const maxViolationsLength = 8_000;

const integer = z.pipe(z.string(), z.transform(Number));
const importJob = z.object({
  state: z.enum(importStates),
  reason: z.string(),
  asOfMs: integer,
  sizeBytes: integer,
  offsetBytes: integer,
  lines: integer,
  accepted: integer,
  unchanged: integer,
  rejected: integer,
  violations: z.string(),
  onlyPossible: integer,
});
const rulesByRows = z.record(z.string(), z.number());
const runningJob = z.object({ job: z.string() });

const toJob = (row: unknown): ImportJob => {
  const { state, reason, asOfMs, sizeBytes, accepted, unchanged, violations, ...read } = importJob.parse(row);
  const progress = {
    ...read,
    applied: accepted - unchanged,
    unchanged,
    violations: rulesByRows.parse(JSON.parse(violations || '{}')),
  };
  return { state, asOfMs, sizeBytes, progress, ...(reason !== '' && { reason }) };
};

const formatViolations = (violations: ImportProgress['violations']): string => {
  const text = JSON.stringify(violations);
  return text.length <= maxViolationsLength ? text : '';
};

const repeatable = { idempotent: true };

export const createImportJobs = (database: Database): ImportJobs => ({
  async find(job, call) {
    const [row] = await database.query(findSql, { job }, call);
    return row && toJob(row);
  },
  async findRunning(file, call) {
    const rows = await database.query(findRunningSql, { file }, call);
    return rows.map((row) => runningJob.parse(row).job);
  },
  async add(job, { file, asOfMs, sizeBytes }, call) {
    await database.execute(addSql, { job, file, asOfMs, sizeBytes }, call, repeatable);
  },
  async advance(job, from, { applied, violations, ...progress }, call) {
    const accepted = applied + progress.unchanged;
    const parameters = { job, from, ...progress, accepted, violations: formatViolations(violations) };
    return (await database.execute(advanceSql, parameters, call, repeatable)).updatedRows > 0;
  },
  async finish(job, { state, reason = '' }, call) {
    const parameters = { job, state, reason: reason.slice(0, maxReasonLength) };
    await database.execute(finishSql, parameters, call, repeatable);
  },
});
