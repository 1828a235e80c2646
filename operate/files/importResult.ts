// Reads the result of an import from the bucket.
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { importResult } from '#layers/people/bucketFiles.ts';
import { type ImportResult, resultKey } from '#layers/people/bucketLayout.ts';
import type { FoundBucket } from './findBucket.ts';

export type WrittenResult = ImportResult & {
  /** Milliseconds since the epoch. */
  writtenMs: number;
};

/** Undefined before the import has begun. */
export const readImportResult = async (
  { s3, bucket: Bucket }: FoundBucket,
  job: string,
): Promise<WrittenResult | undefined> => {
  try {
    const command = new GetObjectCommand({ Bucket, Key: resultKey(job) });
    const { Body, LastModified } = await s3.send(command);
    const result = importResult.parse(JSON.parse((await Body?.transformToString()) ?? ''));
    return { ...result, writtenMs: LastModified?.getTime() ?? 0 };
  } catch (error) {
    if ((error as Error).name === 'NoSuchKey') return undefined;
    throw error;
  }
};
