// The refused lines of an import, as one file.
import { open } from 'node:fs/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { FoundBucket } from './findBucket.ts';

/** A part of the refused lines, as it was sent: its bytes may be no UTF-8. */
const readPart = async ({ s3, bucket: Bucket }: FoundBucket, Key: string) => {
  const { Body, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return { bytes: Buffer.from((await Body?.transformToByteArray()) ?? []), asOf: Metadata['as-of'] };
};

const headerLength = (bytes: Buffer): number => bytes.indexOf('\n') + 1;

/**
 * Joins the objects in their order; the header of the first is that of all. Returns the time at which the lines were right,
 * which mended ones must keep.
 */
export const saveRejects = async (
  found: FoundBucket,
  [first = '', ...others]: readonly string[],
  file: string,
): Promise<string | undefined> => {
  // Only its owner reads it: it holds people.
  await using output = await open(file, 'w', 0o600);
  const { bytes, asOf } = await readPart(found, first);
  await output.write(bytes);
  for (const key of others) {
    const part = await readPart(found, key);
    await output.write(part.bytes.subarray(headerLength(part.bytes)));
  }
  return asOf;
};
