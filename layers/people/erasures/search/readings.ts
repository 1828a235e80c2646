// The texts that a part of a file may stand for, whatever its encoding.
import { isAscii, isUtf8 } from 'node:buffer';
import type { Ends } from './createMatcher.ts';
import { decodeBytes, decodeWindows1252 } from './decodeBytes.ts';

/** How many bytes a character has that begins with this byte. */
const lengthOf = (byte: number): number => (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1);
const isContinuation = (byte = 0): boolean => (byte & 0xc0) === 0x80;

/** Without the characters of UTF-8 that the ends of the part cut. */
const withoutCutCharacters = (bytes: Buffer, { isFirst, isLast }: Ends): Buffer => {
  let from = 0;
  while (!isFirst && from < 3 && isContinuation(bytes[from])) from += 1;
  let back = 1;
  while (back < 4 && isContinuation(bytes.at(-back))) back += 1;
  const isCut = !isLast && back <= bytes.length && lengthOf(bytes.at(-back) ?? 0) > back;
  return bytes.subarray(from, isCut ? -back : undefined);
};

/** Stands for half a character: a part of a word, so that no word begins or ends there. */
const cutCharacter = 'x';

/**
 * As UTF-16 of either order, from its first byte or its second: PowerShell's `>>` puts UTF-16 behind a file of any length.
 * Without a NUL there is no character of ASCII, and no @.
 */
const utf16Readings = (bytes: Buffer): string[] =>
  [0, Math.min(1, bytes.length)].flatMap((from) => {
    // Whole characters alone: of an odd length at an odd address, toString('utf16le') of Node 24 corrupts the heap.
    const to = bytes.length - ((bytes.length - from) % 2);
    const part = bytes.subarray(from, to);
    const [before, after] = [from > 0 ? cutCharacter : '', to < bytes.length ? cutCharacter : ''];
    return [part, Buffer.from(part).swap16()].map((even) => `${before}${even.toString('utf16le')}${after}`);
  });

const irregular = /[[\p{Cc}\p{Cs}\p{Co}\p{Cn}]--[\t\r\n]]/gv;

/** In data that is not text, one byte in eight is a control character, or is an unassigned one as UTF-16. */
const maxIrregular = 0.05;

/** Whether it is the text of somebody, rather than what an encoding makes of other data. */
const isText = (text: string): boolean => (text.match(irregular)?.length ?? 0) <= maxIrregular * text.length;

export type Readings = {
  texts: string[];
  /** Whether one of them is text. */
  isText: boolean;
};

/** UTF-8, Windows-1252 and UTF-16; a file may have several of them, so that no encoding is decided on. */
export const readingsOf = (bytes: Buffer, ends: Ends): Readings => {
  const utf16 = bytes.includes(0) ? utf16Readings(bytes) : [];
  if (isAscii(bytes)) return { texts: [bytes.toString('latin1'), ...utf16], isText: true };
  const whole = withoutCutCharacters(bytes, ends);
  if (isUtf8(whole)) return { texts: [whole.toString(), ...utf16], isText: true };
  const texts = [...utf16, decodeWindows1252(bytes)];
  return { texts: [...texts, decodeBytes(bytes)], isText: texts.some(isText) };
};
