// The report of a job: an object of the bucket that tells how far it has got.
import type { CallContext } from '#layers/database/database.ts';
import type { ObjectStore } from '#layers/objects/objectStore.ts';
import type { ImportJob } from '#layers/repository/importJobs.ts';

export const rejectsPrefix = (job: string): string => `rejects/${job}/`;

/** The key of a file of rejected rows: `offsetBytes` is where their chunk begins. Sorted by name they are in the file's order. */
export const rejectsKey = (job: string, offsetBytes: number): string =>
  `${rejectsPrefix(job)}${String(offsetBytes).padStart(13, '0')}.csv`;

export type ImportSummary = Omit<ImportJob, 'asOfMs'> & {
  job: string;
  /** Of the running function; 0 where the job had ended before it. */
  rowsPerS: number;
};

const toReport = ({ job, state, reason, progress, sizeBytes, rowsPerS }: ImportSummary) => {
  const { offsetBytes, lines, applied, unchanged, rejected } = progress;
  return {
    state,
    reason,
    counts: { read: applied + unchanged + rejected, applied, unchanged, rejected },
    bytes: { read: offsetBytes, total: sizeBytes },
    rowsPerS,
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
