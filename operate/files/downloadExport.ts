// Downloads an export, and keeps it only when it is whole.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { UserError } from '#tools/userError.ts';
import type { FoundBucket } from './findBucket.ts';
import type { Export } from './findLatestExport.ts';

/** `progress` is told of the bytes that have arrived. Throws UserError when they are not those of the manifest. */
export const downloadExport = async (
  { s3, bucket: Bucket }: FoundBucket,
  { key: Key, sha256, bytes }: Export,
  file: string,
  progress: (done: number, total: number) => void,
): Promise<void> => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const hash = createHash('sha256');
  let done = 0;
  const measure = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk);
      done += chunk.length;
      progress(done, bytes);
      yield chunk;
    }
  };
  const partial = `${file}.partial`;
  try {
    // Only its owner reads it: it holds people.
    await pipeline(Body as Readable, measure, createWriteStream(partial, { mode: 0o600 }));
    if (done !== bytes || hash.digest('hex') !== sha256) {
      throw new UserError(`${Key} is not what its manifest says; nothing was saved.`);
    }
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
};
