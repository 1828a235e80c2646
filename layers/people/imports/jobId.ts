// The name of a job, which is one upload of an object: the same however often S3 tells of it.
import { createHash } from 'node:crypto';
import type { ObjectDescription } from '#layers/aws/s3/objectStore.ts';
import { choiceNames } from './choices.ts';

const digits = 32;
const secondLength = 'YYYY-MM-DDTHH:MM:SS'.length;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, digits);

/** 32 hexadecimal characters, the same for every upload under the key. */
export const fileId = (key: string): string => hash(key);

/**
 * 32 hexadecimal characters, from which nobody reads the key. The same bytes that are uploaded again are a new job. S3's
 * LastModified is in seconds, so that the same bytes with the same options within one second are one.
 * docs/import.md has it as a command.
 */
export const jobId = (
  key: string,
  { etag, modifiedMs, metadata }: Pick<ObjectDescription, 'etag' | 'modifiedMs' | 'metadata'>,
): string => {
  const options = choiceNames.filter((name) => metadata[name] !== undefined);
  return hash(
    [
      key,
      etag,
      new Date(modifiedMs).toISOString().slice(0, secondLength),
      ...options.map((name) => `${name}=${metadata[name]}`),
    ].join('\n'),
  );
};
