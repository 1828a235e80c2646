// The upload that a key of the bucket has now, by the right to list alone.
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Upload } from '#layers/people/bucketLayout.ts';
import { unquote } from './fileETag.ts';
import type { FoundBucket } from './findBucket.ts';

/** Undefined where the key has no object. */
export const findUpload = async (
  { s3, bucket: Bucket }: FoundBucket,
  key: string,
): Promise<Omit<Upload, 'metadata'> | undefined> => {
  // The key itself is the first of all that begin with it.
  const command = new ListObjectsV2Command({ Bucket, Prefix: key, MaxKeys: 1 });
  const [first] = (await s3.send(command)).Contents ?? [];
  if (first?.Key !== key) return undefined;
  return { etag: unquote(first.ETag), modifiedMs: first.LastModified?.getTime() ?? 0 };
};
