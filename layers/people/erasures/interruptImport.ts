// Ends the import of a file that an erasure is about to delete.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { type ObjectDescription, type ObjectStore, ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { fileId, jobId } from '#layers/people/bucketLayout.ts';
import type { ImportJobs } from '#layers/people/importJobs.ts';
import { writeReport } from '#layers/people/imports/importReport.ts';
import { type InterruptedImport, queueDays } from './certificate.ts';

const reason =
  'An erasure deleted the file, since it held somebody who was erased. Send its other rows again, without that person.';

/** An import that has not begun by then never will; the row of one that has ended may be purged. */
const beginsWithinMs = queueDays * 24 * 3_600_000;

type Options = {
  objects: Pick<ObjectStore, 'describe' | 'write'>;
  jobs: Pick<ImportJobs, 'add' | 'find' | 'finish'>;
  now: () => number;
};

const describe = async (
  objects: Options['objects'],
  key: string,
  call: CallContext,
): Promise<ObjectDescription | undefined> => {
  try {
    return await objects.describe(key, call);
  } catch (error) {
    if (error instanceof ObjectStoreError && error.kind === 'missing') return undefined;
    throw error;
  }
};

/**
 * Call it before the file is deleted: whoever erases again after a failure could not find the job. Returns undefined when the
 * import had ended before. Throws DatabaseError and ObjectStoreError.
 */
export const interruptImport = async (
  { objects, jobs, now }: Options,
  key: string,
  call: CallContext,
): Promise<InterruptedImport | undefined> => {
  const description = await describe(objects, key, call);
  if (!description) return undefined;
  const { modifiedMs: asOfMs, sizeBytes } = description;
  const job = jobId(key, description);
  if (now() - asOfMs < beginsWithinMs) await jobs.add(job, { file: fileId(key), asOfMs, sizeBytes }, call);
  await jobs.finish(job, { state: 'interrupted', reason }, call);
  const ended = await jobs.find(job, call);
  if (ended?.state !== 'interrupted') return undefined;
  await writeReport(objects, { ...ended, job, rowsPerS: 0 }, call);
  return { file: key, job, line: ended.progress.lines };
};
