// Reads a text file that must be UTF-8.
import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { UserError } from '#tools/userError.ts';
import { toFileError } from './fileError.ts';

const replacement = Buffer.from('\uFFFD');

/** Where a decoder meets the first byte that is not UTF-8, rather than a replacement character that the file has. */
const findInvalid = (bytes: Buffer): number => {
  let offset = 0;
  for (const text of bytes.toString().split('\uFFFD')) {
    offset += Buffer.byteLength(text);
    if (!bytes.subarray(offset, offset + replacement.length).equals(replacement)) break;
    offset += replacement.length;
  }
  return offset;
};

/** What the byte order mark of UTF-16 tells. */
const guess = (bytes: Buffer): string =>
  ['fffe', 'feff'].includes(bytes.toString('hex', 0, 2)) ? ', but looks like UTF-16' : '';

/**
 * Returns the text of a file without a byte order mark, with which Windows' programs begin. Throws UserError when it is not
 * UTF-8, with the place of the first byte that is not.
 */
export const decodeUtf8 = (bytes: Buffer, file: string): string => {
  if (isUtf8(bytes)) return bytes.toString().replace(/^\uFEFF/, '');
  const offset = findInvalid(bytes);
  const line = bytes.subarray(0, offset).toString().split('\n').length;
  const byte = `0x${bytes.toString('hex', offset, offset + 1)} at position ${offset} (line ${line})`;
  throw new UserError(`${file} is not UTF-8${guess(bytes)}: the byte ${byte}. Save it as UTF-8.`);
};

/** Throws UserError when the file cannot be read, and as `decodeUtf8` does. */
export const readUtf8 = async (file: string): Promise<string> => {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw toFileError(file, error);
  });
  return decodeUtf8(bytes, file);
};
