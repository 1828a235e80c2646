// The report of a job: an object of the bucket that tells how far it has got.
import type { CallContext } from '#layers/database/database.ts';
import type { ObjectStore } from '#layers/objects/objectStore.ts';
import type { ImportProgress, ImportState } from '#layers/repository/importJobs.ts';

export const rejectsPrefix = (job: string): string => `rejects/${job}/`;

/** Of a file of rejected rows, by where they begin in the imported file. Their order by name is that of the rows. */
export const rejectsKey = (job: string, offsetBytes: number): string =>
  `${rejectsPrefix(job)}${String(offsetBytes).padStart(13, '0')}.csv`;

export type ImportSummary = {
  job: string;
  state: ImportState;
  /** Why it ended before the file did; a sentence. */
  reason?: string | undefined;
  progress: ImportProgress;
  sizeBytes: number;
  /** Of the running function. */
  rowsPerS: number;
  /** The line of the first row. */
  firstLine: number;
};

const toReport = (summary: ImportSummary) => {
  const { job, state, reason, progress, sizeBytes, rowsPerS, firstLine } = summary;
  const { offsetBytes, lines, accepted, rejected } = progress;
  return {
    state,
    reason,
    counts: { read: accepted + rejected, accepted, rejected },
    bytes: { read: offsetBytes, total: sizeBytes },
    rowsPerS,
    firstLine,
    lastLine: lines,
    ...(rejected > 0 && { rejects: rejectsPrefix(job) }),
  };
};

export const writeReport = async (
  store: ObjectStore,
  summary: ImportSummary,
  call: CallContext,
): Promise<void> => {
  const body = `${JSON.stringify(toReport(summary), null, 2)}\n`;
  await store.write(`results/${summary.job}.json`, body, { contentType: 'application/json' }, call);
};
