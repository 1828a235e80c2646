// The refused lines of an import, as one file.
import { open } from 'node:fs/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { asOfMetadata } from '#layers/people/bucketLayout.ts';
import type { FoundBucket } from './findBucket.ts';
import { listKeys } from './listKeys.ts';

/** A part of the refused lines, as it was sent: its bytes may be no UTF-8. */
const readPart = async ({ s3, bucket: Bucket }: FoundBucket, Key: string) => {
  const { Body, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return { bytes: Buffer.from((await Body?.transformToByteArray()) ?? []), asOf: Metadata[asOfMetadata] };
};

const headerLength = (bytes: Buffer): number => bytes.indexOf('\n') + 1;

/**
 * Joins the objects whose keys begin with `prefix`, in their order; the header of the first is that of all. Returns the time
 * at which the lines were right, which mended ones must keep.
 */
export const saveRejects = async (
  found: FoundBucket,
  prefix: string,
  file: string,
): Promise<string | undefined> => {
  // Only its owner reads it: it holds people.
  await using output = await open(file, 'w', 0o600);
  let first: Awaited<ReturnType<typeof readPart>> | undefined;
  for await (const key of listKeys(found, prefix)) {
    const part = await readPart(found, key);
    await output.write(first ? part.bytes.subarray(headerLength(part.bytes)) : part.bytes);
    first ??= part;
  }
  return first?.asOf;
};
