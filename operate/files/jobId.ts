// The id of an import, which is one upload: the same bytes that are uploaded again are another.
import { createHash } from 'node:crypto';

const idLength = 32;

export type Upload = {
  /** With or without its quotes. */
  eTag: string;
  /** LastModified, in milliseconds since the epoch; whole seconds count. */
  modifiedMs: number;
  /** The metadata `as-of`; absent without it. */
  asOf?: string | undefined;
};

/** The first 32 hexadecimal digits of SHA-256, as docs/import.md says. */
export const jobId = (key: string, { eTag, modifiedMs, asOf }: Upload): string => {
  const second = new Date(modifiedMs).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
  const lines = [key, eTag.replaceAll('"', ''), second];
  return createHash('sha256')
    .update([...lines, ...(asOf === undefined ? [] : [`as-of=${asOf}`])].join('\n'))
    .digest('hex')
    .slice(0, idLength);
};
