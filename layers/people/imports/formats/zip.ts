// The entries of a ZIP archive in the bucket, read by ranges, without a temporary file.
import { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { readBlocks, type StoredFile } from './byteSource.ts';
import { UnreadableError } from './gunzip.ts';

export type ZipEntry = {
  sizeBytes: number;
  isEncrypted: boolean;
  /** The content. Throws ObjectStoreError; UnreadableError where it is damaged or longer than `maxBytes`. */
  read(maxBytes: number): AsyncGenerator<Buffer>;
};

/** The entries by their names. */
export type Zip = ReadonlyMap<string, ZipEntry>;

/** An archive of more is nobody's table. */
const maxEntries = 10_000;
/** The directory of an archive is read in hundreds of small steps. */
const windowBytes = 256 * 1024;

class StoredReader extends RandomAccessReader {
  readonly #file: StoredFile;
  readonly #call: CallContext;
  #window: { from: number; bytes: Buffer } | undefined;

  constructor(file: StoredFile, call: CallContext) {
    super();
    this.#file = file;
    this.#call = call;
  }

  override _readStreamForRange(from: number, to: number): Readable {
    return Readable.from(readBlocks(this.#file, this.#call, from, to), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    this.#readWindow(position, length).then((bytes) => {
      bytes.copy(buffer, offset, 0, length);
      done(null);
    }, done);
  }

  async #readWindow(position: number, length: number): Promise<Buffer> {
    const { store, version, sizeBytes } = this.#file;
    const known = this.#window;
    if (known && position >= known.from && position + length <= known.from + known.bytes.length)
      return known.bytes.subarray(position - known.from, position - known.from + length);
    const to = Math.min(Math.max(position + windowBytes, position + length), sizeBytes);
    const bytes = await store.readRange(version, { from: position, to }, this.#call);
    this.#window = { from: position, bytes };
    return bytes.subarray(0, length);
  }
}

/** yauzl and zlib throw plain errors for what they cannot read. */
const toUnreadable = (error: unknown): unknown => {
  if (error instanceof ObjectStoreError || error instanceof UnreadableError) return error;
  return new UnreadableError('Damaged', { cause: error });
};

const readEntry = async function* (open: () => Promise<Readable>, maxBytes: number): AsyncGenerator<Buffer> {
  let read = 0;
  try {
    for await (const piece of await open()) {
      read += piece.length;
      // Counted, since an archive may lie about its lengths.
      if (read > maxBytes) throw new UnreadableError('TooLong');
      yield piece;
    }
  } catch (error) {
    throw toUnreadable(error);
  }
};

/** Throws ObjectStoreError; UnreadableError for what is no archive. */
export const openZip = async (file: StoredFile, call: CallContext): Promise<Zip> => {
  try {
    const reader = new StoredReader(file, call);
    const zip = await fromRandomAccessReaderPromise(reader, file.sizeBytes, { autoClose: false });
    if (zip.entryCount > maxEntries) throw new UnreadableError('TooLong');
    const entries = new Map<string, ZipEntry>();
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, {
        sizeBytes: entry.uncompressedSize,
        isEncrypted: entry.isEncrypted(),
        read: (maxBytes) => readEntry(() => zip.openReadStreamPromise(entry), maxBytes),
      });
    }
    return entries;
  } catch (error) {
    throw toUnreadable(error);
  }
};
