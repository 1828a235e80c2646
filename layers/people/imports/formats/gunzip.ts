// Unpacks gzip as a stream of bounded length.
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The content cannot be read to its end. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

const mebibyte = 1024 * 1024;

/** Files of people are a tenth of their length when they are packed; deflate packs up to a thousandth. */
const maxRatio = 200;

/** A short file may be all of one row. */
const alwaysUnpacked = 64 * mebibyte;

const isZlibError = (error: unknown): boolean => `${(error as NodeJS.ErrnoException).code}`.startsWith('Z_');

/**
 * The content of all members. Throws UnreadableError for what is damaged, cut off, followed by something else, or far longer
 * than people's files are; every error of `pieces` is thrown as it is.
 */
export async function* gunzip(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let packed = 0;
  let unpacked = 0;
  const counted = async function* () {
    for await (const piece of pieces) {
      packed += piece.length;
      yield piece;
    }
  };
  const stream = createGunzip();
  // Its errors are those of the stream that is read below.
  pipeline(Readable.from(counted(), { objectMode: false }), stream, () => {});
  try {
    for await (const piece of stream) {
      unpacked += piece.length;
      if (unpacked > Math.max(alwaysUnpacked, maxRatio * packed)) throw new UnreadableError('TooLong');
      yield piece;
    }
  } catch (error) {
    throw isZlibError(error) ? new UnreadableError('Damaged', { cause: error }) : error;
  }
  // zlib ends without a word where no other member follows.
  if (stream.bytesWritten < packed) throw new UnreadableError('TrailingData');
}
