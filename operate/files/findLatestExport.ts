// The newest export of the bucket: its manifest says which file belongs to it.
import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { UserError } from '#tools/userError.ts';
import type { FoundBucket } from './findBucket.ts';
import { listKeys } from './listKeys.ts';

const manifest = z.object({
  /** People in the file. */
  count: z.number(),
  sha256: z.string(),
  bytes: z.number(),
});

export type Export = z.output<typeof manifest> & {
  /** Of the CSV file. */
  key: string;
};

/** Throws UserError when there is none. */
export const findLatestExport = async (found: FoundBucket): Promise<Export> => {
  const { s3, bucket: Bucket } = found;
  let latest = '';
  // Keys are times, and a manifest is written after its file.
  for await (const key of listKeys(found, 'exports/'))
    if (key.endsWith('.json') && key > latest) latest = key;
  if (latest === '') throw new UserError('There is no export; --new makes one.');
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: latest }));
  const read = manifest.parse(JSON.parse((await Body?.transformToString()) ?? ''));
  return { ...read, key: latest.replace(/json$/, 'csv') };
};
