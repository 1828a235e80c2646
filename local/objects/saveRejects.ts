// The refused lines of an import, as one file.
import { open } from 'node:fs/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { FoundBucket } from './findBucket.ts';

const headerOf = (text: string): string => /^.*(?:\r?\n)?/.exec(text)?.[0] ?? '';

/** Joins the objects in their order; the header of the first is that of all. */
export const saveRejects = async (
  { s3, bucket: Bucket }: FoundBucket,
  keys: readonly string[],
  file: string,
): Promise<void> => {
  // Only its owner reads it: it holds people.
  await using output = await open(file, 'w', 0o600);
  let header: string | undefined;
  for (const Key of keys) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const text = (await Body?.transformToString()) ?? '';
    await output.write(text.startsWith(header ?? '\0') ? text.slice(header?.length) : text);
    header ??= headerOf(text);
  }
};
