// The report of a job: an object of the bucket that tells how far it has got.
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { type ObjectStore, ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import {
  type FileFacts,
  type ImportResult,
  rejectsPrefix,
  resultKey,
  runningKey,
} from '#layers/people/bucketLayout.ts';
import { type ImportJob, noProgress } from '#layers/people/importJobs.ts';

export type ImportSummary = Omit<ImportJob, 'asOfMs'> & {
  job: string;
  /** The speed of the running function; 0 where the job had ended before it. */
  rowsPerS: number;
  /** Absent where no run has opened the file. */
  file?: FileFacts | undefined;
  /** Bytes of the stored file that were read; absent where no run has opened it. */
  readBytes?: number | undefined;
};

const readOf = ({ state, progress, sizeBytes, readBytes = progress.offsetBytes }: ImportSummary): number =>
  state === 'done' ? sizeBytes : Math.min(readBytes, sizeBytes);

const toReport = (summary: ImportSummary): ImportResult => {
  const { job, state, reason, progress, sizeBytes, rowsPerS, file } = summary;
  const { lines, applied, unchanged, rejected, violations, onlyPossible } = progress;
  return {
    state,
    reason,
    counts: { read: applied + unchanged + rejected, applied, unchanged, rejected },
    bytes: { read: readOf(summary), total: sizeBytes },
    rowsPerS,
    lastLine: lines,
    file,
    ...(rejected > 0 && { rejects: rejectsPrefix(job), violations: { ...violations } }),
    ...(onlyPossible > 0 && { onlyPossible }),
  };
};

type Writer = Pick<ObjectStore, 'write'>;

type Report = { state: string; [member: string]: unknown };

const write = async (store: Writer, job: string, report: Report, call: CallContext): Promise<void> => {
  const key = report.state === 'running' ? runningKey(job) : resultKey(job);
  await store.write(key, `${JSON.stringify(report, null, 2)}\n`, { contentType: 'application/json' }, call);
};

export const writeReport = (store: Writer, summary: ImportSummary, call: CallContext): Promise<void> =>
  write(store, summary.job, toReport(summary), call);

const writtenReport = z.looseObject({ state: z.string(), file: z.optional(z.looseObject({})) });

/** Undefined where there is none. */
const readReport = async (store: ObjectStore, key: string, call: CallContext) => {
  try {
    return writtenReport.parse(JSON.parse(await text(await store.read(key, call))));
  } catch (error) {
    if (error instanceof ObjectStoreError && error.kind === 'missing') return undefined;
    throw error;
  }
};

/** The last that was written; undefined where nothing was. */
const readLast = async (store: ObjectStore, job: string, call: CallContext) =>
  (await readReport(store, resultKey(job), call)) ?? (await readReport(store, runningKey(job), call));

/** Says what became of a job that has ended, and how its file was read by a run before this one. */
export const writeEnd = async (
  store: ObjectStore,
  summary: ImportSummary,
  call: CallContext,
): Promise<void> => {
  const before = summary.file ? undefined : await readLast(store, summary.job, call);
  const report = toReport(summary);
  await write(store, summary.job, { ...report, file: report.file ?? before?.file }, call);
};

/** Adds to the report of a job that is running, which may be the first, that an attempt has failed. Throws ObjectStoreError. */
export const reportRetry = async (
  store: ObjectStore,
  { job, sizeBytes }: Pick<ImportSummary, 'job' | 'sizeBytes'>,
  retry: NonNullable<ImportResult['retry']>,
  call: CallContext,
): Promise<void> => {
  const before = await readLast(store, job, call);
  if (before && before.state !== 'running') return;
  const first = { job, sizeBytes, state: 'running' as const, progress: noProgress, rowsPerS: 0 };
  await write(store, job, { ...(before ?? toReport(first)), retry }, call);
};

const firstS = 30;
const factor = 3;
const longestS = 3_600;

/**
 * In seconds, after so many receives: half a minute, three times as long after each attempt, an hour at most. The ten
 * attempts that the queue allows take five hours.
 */
export const retryDelayS = (receives: number): number =>
  Math.min(firstS * factor ** (receives - 1), longestS);
