// Opens a text of rows: its encoding, its separator, its header, and its rows from any position on.
import { isAscii } from 'node:buffer';
import { readColumns } from '../columns/columns.ts';
import { type ByteSource, headBytes, transcoded } from './byteSource.ts';
import { refuseOtherText } from './fileFormat.ts';
import { type FoundHeader, findHeader, type Opening, type OpenTable } from './openTable.ts';
import { readRows } from './readRows.ts';
import { FileRefused, type TablePosition, type TableRow } from './table.ts';
import { chosenEncodings, EncodingWatch, findUtf16, type TextEncoding } from './textEncoding.ts';

const separators = [',', ';', '\t', '|'];

/** How much is read first; a header is hardly ever longer. */
const sliceBytes = 4 * 1024;

/** Excel's `sep=;`, PowerShell's `#TYPE`, comments, and lines without a name. */
const preamble = /^(?:"?sep=(?<separator>[,;|\t])"?[ \t]*|#[^\r\n]*|[ \t,;|"]*)(?:\r\n|\n|\r)/i;

type Start = { position: TablePosition; separator: string | undefined };

const skipPreamble = (head: Buffer, offsetBytes: number): Start => {
  let text = head.toString('latin1', offsetBytes);
  const start: Start = { position: { offsetBytes, lines: 0 }, separator: undefined };
  for (let found = preamble.exec(text); found; found = preamble.exec(text)) {
    const { offsetBytes: at, lines } = start.position;
    start.position = { offsetBytes: at + found[0].length, lines: lines + 1 };
    start.separator ??= found.groups?.separator;
    text = text.slice(found[0].length);
  }
  return start;
};

const windows1252 = new TextDecoder('windows-1252');

const toUtf8 = (cell: Buffer): Buffer => (isAscii(cell) ? cell : Buffer.from(windows1252.decode(cell)));

/** The rows of a source in UTF-8 or Windows-1252 with their cells in UTF-8, unless what was decided for was not kept. */
class TextRows {
  readonly #source: ByteSource;
  readonly #fixed: TextEncoding | undefined;
  #watch = new EncodingWatch();

  constructor(source: ByteSource, fixed: TextEncoding | undefined) {
    this.#source = source;
    this.#fixed = fixed;
  }

  get encoding(): TextEncoding {
    return this.#fixed ?? this.#watch.encoding ?? 'utf-8';
  }

  #decode(row: TableRow): TableRow {
    return this.encoding === 'utf-8' ? row : { ...row, cells: row.cells.map(toUtf8) };
  }

  async *readHead(start: TablePosition, separator: string): AsyncGenerator<TableRow> {
    const { head } = this.#source;
    const isWhole = head.length < headBytes;
    this.#watch.see(head, isWhole);
    const blocks = async function* () {
      for (let at = start.offsetBytes; at < head.length; at += sliceBytes)
        yield head.subarray(at, at + sliceBytes);
    };
    for await (const row of readRows(blocks(), start, separator)) {
      if (isWhole || row.end.offsetBytes < head.length) yield this.#decode(row);
    }
  }

  async *readFrom(start: TablePosition, separator: string): AsyncGenerator<TableRow> {
    await this.#watchUntil(start.offsetBytes);
    for await (const row of readRows(this.#watchBlocks(start.offsetBytes), start, separator))
      yield this.#decode(row);
  }

  /** What came before a position decides, too. */
  async #watchUntil(to: number): Promise<void> {
    if (this.#watch.encoding || this.#fixed) return;
    this.#watch = new EncodingWatch();
    let at = 0;
    for await (const block of this.#source.blocks(0)) {
      this.#watch.see(block.subarray(0, to - at));
      at += block.length;
      if (this.#watch.encoding || at >= to) break;
    }
  }

  async *#watchBlocks(from: number): AsyncGenerator<Buffer> {
    for await (const block of this.#source.blocks(from)) {
      this.#watch.see(block);
      yield block;
    }
    this.#watch.see(Buffer.alloc(0), true);
  }
}

const checkEncoding = (encoding: string | undefined): string | undefined => {
  if (encoding === undefined || (chosenEncodings as readonly string[]).includes(encoding)) return encoding;
  throw new FileRefused(`The encoding must be one of ${chosenEncodings.join(', ')}.`);
};

/** Throws what `read` throws; a refusal of a header that has letters says that they may be of another encoding. */
const hintAtEncoding = <Result>(encoding: TextEncoding, read: () => Result): Result => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FileRefused) || encoding === 'utf-8') throw error;
    throw new FileRefused(
      `${error.message} If its letters are not those of Windows-1252, choose their encoding with --encoding.`,
    );
  }
};

const openTable = async (
  source: ByteSource,
  fixed: TextEncoding | undefined,
  { choices, order }: Opening,
): Promise<OpenTable> => {
  refuseOtherText(source.head);
  const mark = source.head.subarray(0, 3).equals(Buffer.from('\ufeff')) ? 3 : 0;
  const rows = new TextRows(source, mark > 0 ? 'utf-8' : fixed);
  const start = skipPreamble(source.head, mark);
  let best: { header: FoundHeader; separator: string } | undefined;
  const present = separators.filter((separator) => source.head.includes(separator));
  const candidates = start.separator ? [start.separator] : present.length > 0 ? present : [','];
  for (const separator of candidates) {
    const header = await findHeader(rows.readHead(start.position, separator), choices);
    if (header && (!best || header.rate > best.header.rate)) best = { header, separator };
  }
  if (!best) throw new FileRefused('The file has no header.');
  const { header, separator } = best;
  return {
    columns: hintAtEncoding(rows.encoding, () => readColumns(header.cells, choices, order)),
    firstRow: header.firstRow,
    rows: (from) => rows.readFrom(from, separator),
    storedBytes: source.storedBytes,
    describe: () => ({
      format: 'CSV',
      encoding: rows.encoding,
      separator: separator === '\t' ? 'tab' : separator,
    }),
  };
};

/** Throws FileRefused. */
export const openText = async (source: ByteSource, options: Opening): Promise<OpenTable> => {
  const chosen = checkEncoding(options.choices.encoding) ?? findUtf16(source.head);
  if (chosen === undefined || chosen === 'utf-8' || chosen === 'windows-1252')
    return openTable(source, chosen, options);
  const file = await openTable(await transcoded(source, chosen), 'utf-8', options);
  return { ...file, describe: () => ({ ...file.describe(), encoding: chosen }) };
};
