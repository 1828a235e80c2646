// The id of an import: the same file under the same key is the same import.
import { createHash } from 'node:crypto';

const idLength = 32;

/** `eTag` may have its quotes. */
export const jobId = (key: string, eTag: string): string =>
  createHash('sha256')
    .update(`${key}\n${eTag.replaceAll('"', '')}`)
    .digest('hex')
    .slice(0, idLength);
