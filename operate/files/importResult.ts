// How far an import is, as `results/<job>.json` says.
import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { FoundBucket } from './findBucket.ts';

const importResult = z.object({
  state: z.enum(['running', 'done', 'failed', 'superseded', 'interrupted']),
  /** Why it ended before the file did, or applied nothing. */
  reason: z.string().optional(),
  counts: z.object({
    read: z.number(),
    applied: z.number(),
    /** Lines whose person has a newer state. */
    unchanged: z.number(),
    rejected: z.number(),
  }),
  bytes: z.object({ read: z.number(), total: z.number() }),
  rowsPerS: z.number(),
  /** Why the last attempt failed, and when the queue tries again. */
  retry: z.object({ reason: z.string(), at: z.string() }).optional(),
  /** What the keys of the files of refused lines begin with; absent without any. */
  rejects: z.string().optional(),
});

export type ImportResult = z.output<typeof importResult>;

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
    const command = new GetObjectCommand({ Bucket, Key: `results/${job}.json` });
    const { Body, LastModified } = await s3.send(command);
    const result = importResult.parse(JSON.parse((await Body?.transformToString()) ?? ''));
    return { ...result, writtenMs: LastModified?.getTime() ?? 0 };
  } catch (error) {
    if ((error as Error).name === 'NoSuchKey') return undefined;
    throw error;
  }
};
