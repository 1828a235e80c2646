// Reads the records of a CSV file (RFC 4180) from a stream of its bytes.
import { CsvError, type Parser, parse } from 'csv-parse';
import { FileRefused, type TablePosition, type TableRow } from './table.ts';

/** The longest record. What is longer has a quote that is not closed, or is no CSV. */
export const maxRowBytes = 64 * 1024;

const options = {
  info: true,
  // Cells stay bytes, so that one that is not UTF-8 can be told.
  encoding: null,
  // Named, since the parser would find it out anew wherever it begins.
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_quotes: true,
  relax_column_count: true,
  // Else a quote behind a space would be a part of its cell, and what it encloses could be cut.
  ltrim: true,
};

type ParsedRecord = { record: Buffer[]; info: { bytes: number; lines: number } };

const count = (cells: readonly Buffer[], text: string): number =>
  cells.reduce((sum, cell) => sum + cell.toString('latin1').split(text).length - 1, 0);

const tooLong = (line: number): FileRefused =>
  new FileRefused(
    `The row that begins in line ${line} is longer than ${maxRowBytes} bytes: is a quote not closed before it ends?`,
  );

const toFileRefused = (error: Error, line: number): Error =>
  error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? new FileRefused(`A quote in the row that begins in line ${line} is not closed.`)
    : error;

class RowReader {
  readonly #parser: Parser;
  readonly #startBytes: number;
  #parsed: TablePosition = { offsetBytes: 0, lines: 0 };
  #lines: number;
  #error: Error | undefined;

  constructor({ offsetBytes, lines }: TablePosition, delimiter: string) {
    this.#parser = parse({ ...options, delimiter });
    this.#startBytes = offsetBytes;
    this.#lines = lines;
    this.#parser.on('error', (error) => {
      this.#error = error;
    });
  }

  *#readParsed(): Generator<TableRow> {
    for (let parsed = this.#read(); parsed !== null; parsed = this.#read()) {
      const { record: cells, info } = parsed;
      const { line } = this;
      if (info.bytes - this.#parsed.offsetBytes > maxRowBytes) throw tooLong(line);
      const lines = info.lines - this.#parsed.lines;
      // The parser counts a line break of two characters within quotes twice.
      this.#lines += lines > 1 ? lines - count(cells, '\r\n') : lines;
      this.#parsed = { offsetBytes: info.bytes, lines: info.lines };
      yield { cells, line, end: { offsetBytes: this.#startBytes + info.bytes, lines: this.#lines } };
    }
    if (this.#error) throw toFileRefused(this.#error, this.line);
  }

  #read(): ParsedRecord | null {
    return this.#parser.read() as ParsedRecord | null;
  }

  /** The line in which the next row begins. */
  get line(): number {
    return this.#lines + 1;
  }

  *readBlock(block: Buffer): Generator<TableRow> {
    this.#parser.write(block);
    yield* this.#readParsed();
  }

  async *readEnd(): AsyncGenerator<TableRow> {
    await new Promise<void>((resolve) => {
      this.#parser.end(() => resolve());
      this.#parser.once('error', () => resolve());
    });
    yield* this.#readParsed();
  }

  /** Bytes of `received` that belong to no row yet. */
  pendingBytes(receivedBytes: number): number {
    return receivedBytes - this.#parsed.offsetBytes;
  }
}

/**
 * The same rows wherever the blocks are cut, and from whichever row it begins. Blocks should be small: all rows of one are
 * held at once. Throws FileRefused at a row that is too long or whose quote is not closed, after all rows before it.
 */
export const readRows = async function* (
  blocks: AsyncIterable<Buffer>,
  start: TablePosition,
  separator = ',',
): AsyncGenerator<TableRow> {
  const reader = new RowReader(start, separator);
  let receivedBytes = 0;
  for await (const block of blocks) {
    receivedBytes += block.length;
    yield* reader.readBlock(block);
    // The parser keeps back some bytes of a row that has ended.
    if (reader.pendingBytes(receivedBytes) > 2 * maxRowBytes) throw tooLong(reader.line);
  }
  yield* reader.readEnd();
};
