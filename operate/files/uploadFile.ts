// Uploads a file into the bucket, in parts.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Upload } from '@aws-sdk/lib-storage';
import { unquote } from './fileETag.ts';
import type { FoundBucket } from './findBucket.ts';

/** S3 takes 10,000 parts: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const maxParts = 10_000;
const partBytes = 8 * 1024 * 1024;

/** How many bytes each part of the file has but the last. */
export const partBytesOf = async (file: string): Promise<number> =>
  Math.max(partBytes, Math.ceil((await stat(file)).size / maxParts));

export type FileUpload = {
  file: string;
  key: string;
  metadata: Readonly<Record<string, string>>;
  /** Told of the bytes that have arrived. */
  progress(done: number, total: number): void;
};

/** Returns the ETag. Deletes the parts when it fails. */
export const uploadFile = async (
  { s3, bucket }: FoundBucket,
  { file, key, metadata, progress }: FileUpload,
): Promise<string> => {
  const { size } = await stat(file);
  const upload = new Upload({
    client: s3,
    params: {
      Bucket: bucket,
      Key: key,
      Body: createReadStream(file),
      ContentType: 'text/csv',
      Metadata: { ...metadata },
    },
    partSize: await partBytesOf(file),
  });
  upload.on('httpUploadProgress', ({ loaded = 0 }) => progress(loaded, size));
  const { ETag } = await upload.done();
  return unquote(ETag);
};
