// The newest export of a form in the bucket: its manifest says which file belongs to it.
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { exportManifest } from '#layers/people/bucketFiles.ts';
import {
  bucketPrefixes,
  type ExportForm,
  type ExportManifest,
  exportFormOf,
  exportOfManifest,
} from '#layers/people/bucketLayout.ts';
import { UserError } from '#tools/userError.ts';
import type { FoundBucket } from './findBucket.ts';
import { listKeys } from './listKeys.ts';

export type Export = ExportManifest & {
  /** The key of the file. */
  key: string;
};

/** Throws UserError when there is none. */
export const findLatestExport = async (found: FoundBucket, form: ExportForm): Promise<Export> => {
  const { s3, bucket: Bucket } = found;
  let manifest: string | undefined;
  let latest: string | undefined;
  // The keys come in order, and they are times; a manifest is written after its file.
  for await (const key of listKeys(found, bucketPrefixes.exports)) {
    const described = exportOfManifest(key);
    if (described !== undefined && exportFormOf(described) === form) [manifest, latest] = [key, described];
  }
  if (latest === undefined) throw new UserError(`There is no export in the form ${form}; --new makes one.`);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: manifest }));
  const read = exportManifest.parse(JSON.parse((await Body?.transformToString()) ?? ''));
  return { ...read, key: latest };
};
