// The id of an import, by what S3 lists of its upload.
import { jobId as importJobId } from '#layers/people/imports/jobId.ts';

export type Upload = {
  /** With or without its quotes. */
  eTag: string;
  /** LastModified, in milliseconds since the epoch; whole seconds count. */
  modifiedMs: number;
  /** What was chosen for the import, by the names of `choices.ts`. */
  metadata?: Readonly<Record<string, string>> | undefined;
};

export const jobId = (key: string, { eTag, modifiedMs, metadata = {} }: Upload): string =>
  importJobId(key, { etag: eTag.replaceAll('"', ''), modifiedMs, metadata });
