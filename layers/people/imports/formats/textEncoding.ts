// The encoding of a text, by its bytes.
import { isAscii, isUtf8 } from 'node:buffer';

/** Encodings that can be chosen, by a label of https://encoding.spec.whatwg.org/#names-and-labels */
export const chosenEncodings = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'windows-1251', 'windows-1252'],
  ...['shift_jis', 'gbk', 'big5'],
] as const;

export type TextEncoding = 'utf-8' | 'windows-1252';

/** How much of a file tells UTF-16 apart. */
const sampleBytes = 4_096;
/** Line ends, separators and digits are ASCII in every language; no other text has a NUL in ten bytes. */
const minNulShare = 0.1;

/** UTF-16 by its byte order mark, or by the NULs beside its ASCII characters: Unicode 16.0 section 23.8. */
export const findUtf16 = (head: Buffer): 'utf-16le' | 'utf-16be' | undefined => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, sampleBytes);
  const nuls = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (even + odd < minNulShare * sample.length || Math.min(even, odd) > minNulShare * (even + odd))
    return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
};

const upperBytes = /[\x80-\xff]+/;

/**
 * Decides between UTF-8 and Windows-1252 by the first bytes that are not ASCII and stand together, for the whole file: up to
 * them both are the same text.
 */
export class EncodingWatch {
  #encoding: TextEncoding | undefined;
  #pending = Buffer.alloc(0);

  /** Undefined until a character that is not ASCII has passed. */
  get encoding(): TextEncoding | undefined {
    return this.#encoding;
  }

  see(block: Buffer, isLast = false): void {
    if (this.#encoding || (this.#pending.length === 0 && isAscii(block))) return;
    const bytes = Buffer.concat([this.#pending, block]);
    const text = bytes.toString('latin1');
    const { 0: run = '', index: from = 0 } = upperBytes.exec(text) ?? {};
    const to = from + run.length;
    if (to === bytes.length && !isLast) this.#pending = bytes.subarray(from);
    else if (run !== '') this.#encoding = isUtf8(bytes.subarray(from, to)) ? 'utf-8' : 'windows-1252';
  }
}
