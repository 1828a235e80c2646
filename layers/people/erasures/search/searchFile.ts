// Searches a file for an address, in bounded memory.

import { gunzip, UnreadableError } from '#layers/people/imports/formats/gunzip.ts';
import { blocksOf, readHead } from './blocksOf.ts';
import { contextLength, createMatcher, type Matcher } from './createMatcher.ts';
import { readingsOf } from './readings.ts';
import { isGzip, isPacked } from './signatures.ts';

/** `unreadable`: the address was not found, but not all of the file can be read. */
export type FileState = 'held' | 'absent' | 'unreadable';

/** A packed file of packed files of packed files is nobody's export. */
const maxDepth = 2;

/** The longest escape of a character that Unicode decomposes into several, in UTF-16. */
const bytesPerCharacter = 64;

/** The context that a match needs on both sides. */
const contextCharacters = 2 * contextLength;

const search = async (
  pieces: AsyncIterable<Uint8Array>,
  matches: Matcher,
  keptBytes: number,
  depth: number,
): Promise<FileState> => {
  const { head, whole } = await readHead(pieces);
  if (isGzip(head))
    return depth < maxDepth ? search(gunzip(whole), matches, keptBytes, depth + 1) : 'unreadable';
  let isReadable = !isPacked(head);
  for await (const { bytes, ...ends } of blocksOf(whole, keptBytes)) {
    const { texts, isText } = readingsOf(bytes, ends);
    if (texts.some((text) => matches(text, ends))) return 'held';
    isReadable &&= isText;
  }
  return isReadable ? 'absent' : 'unreadable';
};

/** `pieces` are the bytes of a file, cut anywhere. Throws what reading them throws. */
export const searchFile = async (
  pieces: AsyncIterable<Uint8Array>,
  spellings: readonly string[],
): Promise<FileState> => {
  const longest = Math.max(0, ...spellings.map(({ length }) => length));
  try {
    return await search(
      pieces,
      createMatcher(spellings),
      bytesPerCharacter * (longest + contextCharacters),
      0,
    );
  } catch (error) {
    if (error instanceof UnreadableError) return 'unreadable';
    throw error;
  }
};
