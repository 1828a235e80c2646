// The rejected rows of an import, as one file beside the file that they come from.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, rm } from 'node:fs/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { asOfMetadata } from '#layers/people/bucketLayout.ts';
import { createEncode, type Encode } from './encodeText.ts';
import type { FoundBucket } from './findBucket.ts';
import { listKeys } from './listKeys.ts';

/** The file that they come from, without what tells its format, and whether it is one of rejected rows. */
const formatEnd = /(?:\.rejects(?:-\d+)?)?(?:\.(?:csv|tsv|txt|xlsx))?(?:\.gz)?$/i;

/** `people.rejects.csv`, then `people.rejects-2.csv` … */
export const rejectsFile = (file: string, number = 1): string =>
  file.replace(formatEnd, `.rejects${number === 1 ? '' : `-${number}`}.csv`);

export type SavedRejects = {
  file: string;
  /** The time at which the rows were right, which mended ones must keep. */
  asOf: string | undefined;
  encoding: string;
};

/** A part of the rejected rows: its bytes may be no UTF-8. */
const readPart = async ({ s3, bucket: Bucket }: FoundBucket, Key: string) => {
  const { Body, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return { bytes: Buffer.from((await Body?.transformToByteArray()) ?? []), asOf: Metadata[asOfMetadata] };
};

const headerLength = (bytes: Buffer): number => bytes.indexOf('\n') + 1;

const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');

/** Undefined where the encoding lacks a character. UTF-16 keeps its byte order mark. */
const recode = (bytes: Buffer, encoding: string, encode: Encode): Buffer | undefined => {
  if (encoding === 'utf-8') return bytes;
  return encode(encoding.startsWith('utf-16') ? bytes.toString() : withoutMark(bytes.toString()));
};

type Written = Pick<SavedRejects, 'asOf' | 'encoding'>;

/** Joins the objects whose keys begin with `prefix`, in their order; the header of the first is that of all. */
const write = async (
  found: FoundBucket,
  prefix: string,
  encoding: string,
  file: string,
): Promise<Written | undefined> => {
  // Only its owner reads it: it holds people.
  await using output = await open(file, 'w', 0o600);
  const encode = createEncode(encoding);
  let first: Awaited<ReturnType<typeof readPart>> | undefined;
  for await (const key of listKeys(found, prefix)) {
    const part = await readPart(found, key);
    const bytes = first ? part.bytes.subarray(headerLength(part.bytes)) : part.bytes;
    const recoded = recode(bytes, encoding, encode);
    if (!recoded) return undefined;
    await output.write(recoded);
    first ??= part;
  }
  return { asOf: first?.asOf, encoding };
};

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest('hex');
};

/** False where another file has the name. */
const takeName = async (partial: string, name: string): Promise<boolean> => {
  try {
    await link(partial, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await hashOf(name)) === (await hashOf(partial));
  }
};

/**
 * Saves the rows beside `source`, in the encoding that it has, or in UTF-8 where that lacks a character of them. A file of
 * that name may have been mended, so another name is taken unless it is the same.
 */
export const saveRejects = async (
  found: FoundBucket,
  prefix: string,
  { source, encoding }: { source: string; encoding: string },
): Promise<SavedRejects> => {
  const partial = `${rejectsFile(source)}.partial`;
  try {
    const written =
      (await write(found, prefix, encoding, partial)) ?? (await write(found, prefix, 'utf-8', partial));
    for (let number = 1; ; number += 1) {
      const file = rejectsFile(source, number);
      if (await takeName(partial, file)) return { asOf: undefined, encoding, ...written, file };
    }
  } finally {
    await rm(partial, { force: true });
  }
};
