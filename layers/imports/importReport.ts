// The report of a job: an object of the bucket that tells how far it has got.
import type { CallContext } from '#layers/database/database.ts';
import type { ObjectStore } from '#layers/objects/objectStore.ts';
import type { ImportProgress, ImportState } from '#layers/repository/importJobs.ts';

export const rejectsPrefix = (job: string): string => `rejects/${job}/`;

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

const toReport = (summary: ImportSummary, rejects: readonly string[]) => {
  const { state, reason, progress, sizeBytes, rowsPerS, firstLine } = summary;
  const { offsetBytes, lines, accepted, rejected } = progress;
  return {
    state,
    reason,
    counts: { read: accepted + rejected, accepted, rejected },
    bytes: { read: offsetBytes, total: sizeBytes },
    rowsPerS,
    firstLine,
    lastLine: lines,
    ...(rejects.length > 0 && { rejects }),
  };
};

/** The files of rejected rows are named once the job has ended, the first 1,000 of them. */
export const writeReport = async (
  store: ObjectStore,
  summary: ImportSummary,
  call: CallContext,
): Promise<void> => {
  const { job, state, progress } = summary;
  const hasRejects = state !== 'running' && progress.rejected > 0;
  const rejects = hasRejects ? await store.list(rejectsPrefix(job), call) : [];
  const body = `${JSON.stringify(toReport(summary, rejects), null, 2)}\n`;
  await store.write(`results/${job}.json`, body, { contentType: 'application/json' }, call);
};
