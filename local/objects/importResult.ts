// How far an import is, as `results/<job>.json` says.
import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { FoundBucket } from './findBucket.ts';

const importResult = z.object({
  state: z.enum(['running', 'done', 'failed', 'superseded']),
  /** Why it failed. */
  reason: z.string().optional(),
  counts: z.object({ read: z.number(), accepted: z.number(), rejected: z.number() }),
  bytes: z.object({ read: z.number(), total: z.number() }),
  rowsPerS: z.number(),
  /** What the keys of the files of refused lines begin with; absent without any. */
  rejects: z.string().optional(),
});

export type ImportResult = z.output<typeof importResult>;

/** Undefined before the import has begun. */
export const readImportResult = async (
  { s3, bucket: Bucket }: FoundBucket,
  job: string,
): Promise<ImportResult | undefined> => {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: `results/${job}.json` }));
    return importResult.parse(JSON.parse((await Body?.transformToString()) ?? ''));
  } catch (error) {
    if ((error as Error).name === 'NoSuchKey') return undefined;
    throw error;
  }
};
