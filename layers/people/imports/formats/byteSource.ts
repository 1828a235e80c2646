// The bytes of a file from any byte on, as they are or decoded.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ObjectStore, ObjectVersion } from '#layers/aws/s3/objectStore.ts';

/** Per request. */
const partBytes = 8 * 1024 * 1024;
/** Longer blocks would keep more rows in memory. */
const blockBytes = 64 * 1024;
/** Holds the header, and what stands before it. */
export const headBytes = 3 * blockBytes;

export type ByteSource = {
  /** The first bytes, at most `headBytes`. */
  head: Buffer;
  /** The bytes from this one on. Throws FileRefused, and ObjectStoreError, `changed` when the object was replaced meanwhile. */
  blocks(from: number): AsyncGenerator<Buffer>;
  /** How many bytes of the stored file hold the first bytes of this source; an estimate where it is decoded. */
  storedBytes(bytes: number): number;
};

export type StoredFile = { store: Pick<ObjectStore, 'readRange'>; version: ObjectVersion; sizeBytes: number };

/** Reads an object in requests of a bounded size, up to and without the byte `to`. */
export const readBlocks = async function* (
  { store, version, sizeBytes }: StoredFile,
  call: CallContext,
  from: number,
  to = sizeBytes,
): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += partBytes) {
    const part = await store.readRange(version, { from: at, to: Math.min(at + partBytes, to) }, call);
    for (let start = 0; start < part.length; start += blockBytes) {
      yield part.subarray(start, start + blockBytes);
    }
  }
};

export const openObject = async (file: StoredFile, call: CallContext): Promise<ByteSource> => ({
  head: await file.store.readRange(file.version, { from: 0, to: headBytes }, call),
  blocks: (from) => readBlocks(file, call, from),
  storedBytes: (bytes) => bytes,
});

const cut = async function* (pieces: AsyncIterable<Uint8Array>, from: number): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const piece of pieces) {
    const rest = Buffer.from(piece.buffer, piece.byteOffset, piece.length).subarray(Math.max(from - at, 0));
    at += piece.length;
    for (let start = 0; start < rest.length; start += blockBytes) {
      yield rest.subarray(start, start + blockBytes);
    }
  }
};

const readHead = async (blocks: AsyncIterable<Buffer>): Promise<Buffer> => {
  const read: Buffer[] = [];
  let length = 0;
  for await (const block of blocks) {
    read.push(block);
    length += block.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(read).subarray(0, headBytes);
};

/** Counts the bytes of blocks as they pass. */
const counted = async function* <Block extends Uint8Array>(
  blocks: AsyncIterable<Block>,
  count: (bytes: number) => void,
): AsyncGenerator<Block> {
  for await (const block of blocks) {
    count(block.length);
    yield block;
  }
};

/** A source whose bytes are counted as `decode` yields them: to begin in their middle, it decodes from the start. */
export const decoded = async (
  source: ByteSource,
  decode: (blocks: AsyncIterable<Buffer>) => AsyncIterable<Uint8Array>,
): Promise<ByteSource> => {
  let [taken, given] = [0, 0];
  const read = (from: number): AsyncGenerator<Buffer> => {
    const blocks = counted(source.blocks(0), (bytes) => {
      taken += bytes;
    });
    const pieces = counted(decode(blocks), (bytes) => {
      given += bytes;
    });
    return cut(pieces, from);
  };
  return {
    head: await readHead(read(0)),
    blocks: read,
    storedBytes: (bytes) => source.storedBytes(given === 0 ? 0 : Math.round((bytes * taken) / given)),
  };
};

/** Text of another encoding as UTF-8, without a byte order mark. */
export const transcoded = (source: ByteSource, encoding: string): Promise<ByteSource> =>
  decoded(source, async function* (blocks) {
    const decoder = new TextDecoder(encoding);
    for await (const block of blocks) yield Buffer.from(decoder.decode(block, { stream: true }));
    yield Buffer.from(decoder.decode());
  });
