// The name of a job, which is one upload of an object: the same however often S3 tells of it.
import { createHash } from 'node:crypto';
import type { ObjectDescription } from '#layers/aws/s3/objectStore.ts';
import { asOfName } from './asOf.ts';

const digits = 32;
const secondLength = 'YYYY-MM-DDTHH:MM:SS'.length;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, digits);

/** The metadata of an object that change what its import does. */
const optionNames = [asOfName];

/** 32 hexadecimal characters, the same for every upload under the key. */
export const fileId = (key: string): string => hash(key);

/**
 * 32 hexadecimal characters, from which nobody reads the key. The same bytes that are uploaded again are a new job. S3's
 * LastModified is in seconds, so that the same bytes with the same options within one second are one.
 * docs/import.md has it as a command.
 */
export const jobId = (key: string, { etag, modifiedMs, metadata }: ObjectDescription): string => {
  const options = optionNames.filter((name) => metadata[name] !== undefined);
  return hash(
    [
      key,
      etag,
      new Date(modifiedMs).toISOString().slice(0, secondLength),
      ...options.map((name) => `${name}=${metadata[name]}`),
    ].join('\n'),
  );
};
