// The keys of a bucket below a prefix, all pages of them.
import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { FoundBucket } from './findBucket.ts';

/** In the order of their bytes. */
export const listKeys = async function* (
  { s3: client, bucket: Bucket }: FoundBucket,
  Prefix: string,
): AsyncGenerator<string> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix }))
    for (const { Key = '' } of Contents) yield Key;
};
