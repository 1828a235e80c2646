// Writes a ZIP archive block by block: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { constants, crc32, deflateRawSync } from 'node:zlib';

const signatures = { local: 0x04034b50, descriptor: 0x08074b50, central: 0x02014b50, end: 0x06054b50 };

/** Of version 2.0, deflated. Its checksum and lengths stand behind the content (bit 3), and names are UTF-8 (bit 11). */
const [version, flags, deflated] = [20, 0x0808, 8];
/** 1 January 1980, the first day that an archive can name: the same rows give the same bytes. */
const [time, date] = [0, 0x21];

/** The empty last block of a deflated stream: RFC 1951 section 3.2.6. */
const lastBlock = Buffer.from([0x03, 0x00]);

type Entry = { name: Buffer; offset: number; crc: number; packedBytes: number; bytes: number };

const toBytes = (...fields: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer =>
  Buffer.concat(
    fields.map(([value, length]) => {
      const field = Buffer.alloc(length);
      field.writeUIntLE(value, 0, length);
      return field;
    }),
  );

const measures = ({ crc, packedBytes, bytes }: Entry) =>
  [
    [crc, 4],
    [packedBytes, 4],
    [bytes, 4],
  ] as const;

const localHeader = ({ name }: Entry): Buffer => {
  const head = toBytes([signatures.local, 4], [version, 2], [flags, 2], [deflated, 2], [time, 2], [date, 2]);
  return Buffer.concat([head, toBytes([0, 4], [0, 4], [0, 4], [name.length, 2], [0, 2]), name]);
};

const centralHeader = (entry: Entry): Buffer => {
  const head = toBytes([signatures.central, 4], [version, 2], [version, 2], [flags, 2], [deflated, 2]);
  const lengths = toBytes([time, 2], [date, 2], ...measures(entry), [entry.name.length, 2]);
  const rest = toBytes([0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [entry.offset, 4]);
  return Buffer.concat([head, lengths, rest, entry.name]);
};

/** Writes entries one after another, each of at most 4 GiB, in an archive of at most 4 GiB: beyond, it throws RangeError. */
export class ZipWriter {
  readonly #entries: Entry[] = [];
  #offset = 0;

  /** Begins an entry. */
  open(name: string): Buffer {
    const entry = { name: Buffer.from(name), offset: this.#offset, crc: 0, packedBytes: 0, bytes: 0 };
    this.#entries.push(entry);
    return this.#count(localHeader(entry));
  }

  /** Adds to the entry that is open. */
  write(text: string): Buffer {
    const content = Buffer.from(text);
    const entry = this.#last();
    entry.crc = crc32(content, entry.crc);
    entry.bytes += content.length;
    // Each block ends at a byte, so that the next may follow it.
    return this.#pack(deflateRawSync(content, { finishFlush: constants.Z_SYNC_FLUSH }));
  }

  /** Ends the entry that is open. */
  close(): Buffer {
    const packed = this.#pack(lastBlock);
    return Buffer.concat([
      packed,
      this.#count(toBytes([signatures.descriptor, 4], ...measures(this.#last()))),
    ]);
  }

  /** An entry of one text. */
  add(name: string, text: string): Buffer {
    return Buffer.concat([this.open(name), this.write(text), this.close()]);
  }

  /** The directory of the archive, after its last entry. */
  end(): Buffer {
    const directory = Buffer.concat(this.#entries.map(centralHeader));
    const count = this.#entries.length;
    const end = toBytes([signatures.end, 4], [0, 2], [0, 2], [count, 2], [count, 2]);
    return Buffer.concat([directory, end, toBytes([directory.length, 4], [this.#offset, 4], [0, 2])]);
  }

  #last(): Entry {
    const entry = this.#entries.at(-1);
    if (!entry) throw new TypeError('No entry is open.');
    return entry;
  }

  #pack(bytes: Buffer): Buffer {
    this.#last().packedBytes += bytes.length;
    return this.#count(bytes);
  }

  #count(bytes: Buffer): Buffer {
    this.#offset += bytes.length;
    return bytes;
  }
}
