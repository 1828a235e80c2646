// The bytes of a file in blocks that overlap.
import type { Ends } from './createMatcher.ts';

export type Block = Ends & { bytes: Buffer };

/** Longer texts are garbage that V8 collects in a dearer way; the overlap of shorter blocks would cost more. */
export const blockBytes = 64 * 1024;

/** As long as the longest header that tells a format. */
const headBytes = 1_024;

async function* chain(head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield head;
    yield* { [Symbol.asyncIterator]: () => rest };
  } finally {
    await rest.return?.();
  }
}

/** The first bytes of a file, and all of it. */
export const readHead = async (
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ head: Buffer; whole: AsyncIterable<Uint8Array> }> => {
  const source = pieces[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  while (length < headBytes) {
    const { done, value } = await source.next();
    if (done) break;
    read.push(value);
    length += value.length;
  }
  const head = Buffer.concat(read);
  return { head, whole: chain(head, source) };
};

/** Each block begins with the last `keptBytes` of the one before. The last block may have no more than that. */
export async function* blocksOf(pieces: AsyncIterable<Uint8Array>, keptBytes: number): AsyncGenerator<Block> {
  let kept: Uint8Array = new Uint8Array();
  let read: Uint8Array[] = [];
  let length = 0;
  let isFirst = true;
  for await (const piece of pieces) {
    read.push(piece);
    length += piece.length;
    if (length < blockBytes) continue;
    const bytes = Buffer.concat([kept, ...read]);
    yield { bytes, isFirst, isLast: false };
    isFirst = false;
    kept = bytes.subarray(-keptBytes);
    read = [];
    length = 0;
  }
  yield { bytes: Buffer.concat([kept, ...read]), isFirst, isLast: true };
}
