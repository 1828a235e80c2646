// The name of a job: the same for each notification of one object.
import { createHash } from 'node:crypto';
import type { ObjectVersion } from '#layers/objects/objectStore.ts';

const digits = 32;

/** 32 hexadecimal characters, from which nobody reads the key. */
export const jobId = ({ key, etag }: ObjectVersion): string =>
  createHash('sha256').update(`${key}\n${etag}`).digest('hex').slice(0, digits);
