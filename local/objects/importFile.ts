// An import from its file to its end: uploads the file, follows the import, saves what was refused.
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '#tools/userError.ts';
import { describeBytes, describeEnd, describeImport } from './describeProgress.ts';
import type { FoundBucket } from './findBucket.ts';
import { type ImportResult, readImportResult } from './importResult.ts';
import { jobId } from './jobId.ts';
import type { ProgressLine } from './progressLine.ts';
import { saveRejects } from './saveRejects.ts';
import { uploadFile } from './uploadFile.ts';

export type FileImport = {
  file: string;
  /** Counts what would be accepted and refused, and changes nothing. */
  dryRun: boolean;
  /** As of when the file is right, in ISO 8601; absent for the time of its upload. */
  asOf?: string | undefined;
  line: ProgressLine;
  /** Between two looks at the import. */
  pollMs: number;
};

/** The file of the lines that were refused. */
const rejectsFile = (file: string): string => file.replace(/(\.csv)?$/i, '.rejects.csv');

const follow = async (
  found: FoundBucket,
  job: string,
  { line, pollMs }: FileImport,
): Promise<ImportResult> => {
  for (;;) {
    const result = await readImportResult(found, job);
    if (result && result.state !== 'running') return result;
    line.show(result ? describeImport(result) : 'Waits for the import to begin');
    await sleep(pollMs);
  }
};

export type SavedRejects = {
  file: string;
  /** The time at which the lines were right. */
  asOf: string | undefined;
};

/** Returns what was refused, if anything was. Throws UserError when the import failed. */
export const importFile = async (
  found: FoundBucket,
  options: FileImport,
): Promise<SavedRejects | undefined> => {
  const { file, dryRun, asOf, line } = options;
  const key = `${dryRun ? 'dry-run' : 'incoming'}/${basename(file)}`;
  const metadata: Record<string, string> = asOf === undefined ? {} : { 'as-of': asOf };
  const eTag = await uploadFile(found, {
    file,
    key,
    metadata,
    progress: (done, total) => line.show(`Upload ${describeBytes(done, total)}`),
  });
  const job = jobId(key, eTag);
  line.end(`Uploaded ${key}; its result is results/${job}.json`);
  const result = await follow(found, job, options);
  line.end(describeEnd(result));
  if (result.state === 'failed') throw new UserError(`The import failed: ${result.reason}`);
  if (result.state === 'superseded')
    throw new UserError(`Another file came as ${key}, so this import has ended.`);
  const { rejects } = result;
  if (rejects === undefined) return undefined;
  return { file: rejectsFile(file), asOf: await saveRejects(found, rejects, rejectsFile(file)) };
};
