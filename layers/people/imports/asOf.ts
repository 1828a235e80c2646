// The `as-of` time of a file, which orders its rows in a directory ordered by time.

import type { ObjectDescription } from '#layers/aws/s3/objectStore.ts';
import { timestamp } from '#layers/base/timestamp.ts';
import { asOfMetadata } from '#layers/people/bucketLayout.ts';
import { maxAheadMs } from '#layers/people/revision.ts';
import { FileRefused } from './fileRefused.ts';

/** In milliseconds since the epoch. Throws FileRefused. */
export const readAsOf = ({ metadata, modifiedMs }: ObjectDescription, nowMs: number): number => {
  const { success, data } = timestamp.safeParse(metadata[asOfMetadata] ?? new Date(modifiedMs).toISOString());
  if (!success) throw new FileRefused(`The metadata ${asOfMetadata} must be a time by RFC 3339.`);
  if (data < 0) throw new FileRefused(`The metadata ${asOfMetadata} must not be before 1970.`);
  if (data > nowMs + maxAheadMs)
    throw new FileRefused(`The metadata ${asOfMetadata} must not be more than 5 minutes ahead.`);
  return data;
};
