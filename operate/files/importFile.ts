// An import from its file to its end: uploads the file, follows the import, saves what was refused.
import { basename } from 'node:path';
import {
  bucketPrefixes,
  type ImportResult,
  jobId,
  resultKey,
  type Upload,
} from '#layers/people/bucketLayout.ts';
import { UserError } from '#tools/userError.ts';
import { describeBytes, describeEnd } from './describeProgress.ts';
import { fileETag } from './fileETag.ts';
import type { FoundBucket } from './findBucket.ts';
import { findUpload } from './findUpload.ts';
import { type Followed, type FollowOptions, followImport } from './followImport.ts';
import { readImportResult } from './importResult.ts';
import { type SavedRejects, saveRejects } from './saveRejects.ts';
import { partBytesOf, uploadFile } from './uploadFile.ts';

export type FileImport = FollowOptions & {
  file: string;
  /** Counts what would be applied and refused, and changes nothing. */
  dryRun: boolean;
  /** What is chosen for the import, by the names of `bucketLayout.ts`. */
  metadata: Readonly<Record<string, string>>;
  /** Called once the import goes on by itself. */
  started?: () => void;
};

/** The import of the object that the key has now, if there is one. */
const findImport = async (
  found: FoundBucket,
  key: string,
  metadata: Upload['metadata'],
): Promise<Followed | undefined> => {
  const current = await findUpload(found, key);
  const upload = current && { ...current, metadata };
  return upload && { key, upload, job: jobId(key, upload) };
};

/** The import of this very file that is running; undefined where the file is to be uploaded. */
const findRunning = async (
  found: FoundBucket,
  key: string,
  { file, metadata }: FileImport,
): Promise<Followed | undefined> => {
  const current = await findImport(found, key, metadata);
  if (!current || (await fileETag(file, await partBytesOf(file))) !== current.upload.etag) return undefined;
  return (await readImportResult(found, current.job))?.state === 'running' ? current : undefined;
};

const upload = async (
  found: FoundBucket,
  key: string,
  { file, metadata, line }: FileImport,
): Promise<Followed> => {
  const etag = await uploadFile(found, {
    file,
    key,
    metadata,
    progress: (done, total) => line.show(`Upload ${describeBytes(done, total)}`),
  });
  const current = await findImport(found, key, metadata);
  if (current?.upload.etag === etag) return current;
  throw new UserError(`Another file came as ${key}, or it was deleted; this one is not imported.`);
};

/** Throws UserError for an import that ended before its file did. */
const expectDone = async (
  found: FoundBucket,
  key: string,
  { state, reason = '' }: ImportResult,
): Promise<void> => {
  if (state === 'failed') throw new UserError(`The import failed: ${reason}`);
  if (state === 'interrupted') throw new UserError(`The import was interrupted: ${reason}`);
  if (state !== 'superseded') return;
  const isThere = await findUpload(found, key);
  const what = isThere ? `Another file came as ${key}` : `${key} was deleted`;
  throw new UserError(`${what}, so this import has ended.`);
};

export type ImportedFile = {
  key: string;
  job: string;
  result: ImportResult;
  /** Absent where no row was rejected. */
  rejects?: SavedRejects;
};

/** Returns how the import has ended. Throws UserError when it failed. */
export const importFile = async (found: FoundBucket, options: FileImport): Promise<ImportedFile> => {
  const { file, dryRun, line } = options;
  const key = `${dryRun ? bucketPrefixes.dryRun : bucketPrefixes.incoming}${basename(file)}`;
  const running = await findRunning(found, key, options);
  const followed = running ?? (await upload(found, key, options));
  options.started?.();
  const { job } = followed;
  const where = `its result is ${resultKey(job)}`;
  line.end(running ? `The import of ${key} is running; ${where}` : `Uploaded ${key}; ${where}`);
  const result = await followImport(found, followed, options);
  for (const text of describeEnd(result)) line.end(text);
  await expectDone(found, key, result);
  if (result.reason !== undefined) line.end(result.reason);
  if (result.rejects === undefined) return { key, job, result };
  const { encoding = 'utf-8' } = result.file ?? {};
  return { key, job, result, rejects: await saveRejects(found, result.rejects, { source: file, encoding }) };
};
