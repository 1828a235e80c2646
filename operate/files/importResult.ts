// Reads the result of an import from the bucket.
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { importResult } from '#layers/people/bucketFiles.ts';
import { type ImportResult, resultKey, runningKey } from '#layers/people/bucketLayout.ts';
import type { FoundBucket } from './findBucket.ts';

export type WrittenResult = ImportResult & {
  /** Milliseconds since the epoch. */
  writtenMs: number;
};

const read = async ({ s3, bucket: Bucket }: FoundBucket, Key: string): Promise<WrittenResult | undefined> => {
  try {
    const command = new GetObjectCommand({ Bucket, Key });
    const { Body, LastModified } = await s3.send(command);
    const result = importResult.parse(JSON.parse((await Body?.transformToString()) ?? ''));
    return { ...result, writtenMs: LastModified?.getTime() ?? 0 };
  } catch (error) {
    if ((error as Error).name === 'NoSuchKey') return undefined;
    throw error;
  }
};

/** Undefined before the import has begun. */
export const readImportResult = async (found: FoundBucket, job: string): Promise<WrittenResult | undefined> =>
  (await read(found, resultKey(job))) ?? (await read(found, runningKey(job)));
