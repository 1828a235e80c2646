// The rows of a sheet of a workbook.
import { UnreadableError } from '../gunzip.ts';
import { maxRowBytes } from '../readRows.ts';
import type { TablePosition, TableRow } from '../table.ts';
import type { ZipEntry } from '../zip.ts';
import { readText, type SharedStrings } from './sharedStrings.ts';
import { decodeXml, elementPattern, readElements } from './xml.ts';

/** Longest sheet, unpacked. */
const maxSheetBytes = 1024 * 1024 * 1024;
/** The markup of a row: much longer than its text. */
const maxRowXmlBytes = 16 * maxRowBytes;
/** XFD, the last column that Excel has. */
const maxColumns = 16_384;

/** How the number of a cell is shown. */
export type NumberStyle = { isDate: boolean; minDigits: number };

export type SheetContext = { part: ZipEntry; strings: SharedStrings; styles: readonly NumberStyle[] };

const cells = elementPattern('c');
const values = elementPattern('v');
const attribute = (name: string): RegExp => new RegExp(String.raw`(?:^|\s)${name}\s*=\s*["']([^"']*)["']`);
const [reference, type, style] = [attribute('r'), attribute('t'), attribute('s')];
const rowNumber = /^<[^>]*?\sr\s*=\s*["'](\d+)["']/;

/** `AB12` → 27 */
const toColumn = (text: string): number => {
  let column = 0;
  for (const letter of /^[A-Z]+/i.exec(text)?.[0].toUpperCase() ?? '')
    column = 26 * column + letter.charCodeAt(0) - 64;
  return column - 1;
};

const dayMs = 86_400_000;
/** Day 0 of Excel, which counts a 29 February 1900. */
const epochMs = Date.UTC(1899, 11, 30);

/** Marked as Excel marks its errors, so that nobody has a date for a number. */
const markDate = (text: string): string => `#DATE ${text.slice(0, 10)}`;

const toDate = (days: number): string => {
  const date = new Date(epochMs + days * dayMs);
  return Number.isNaN(date.getTime()) ? '#DATE' : markDate(date.toISOString());
};

/** The digits of a number, which Excel may have written as `4.915E+12`; what is no whole number stays as it is. */
const formatNumber = (text: string, { isDate, minDigits }: NumberStyle): string => {
  const value = Number(text);
  if (isDate) return toDate(value);
  return Number.isSafeInteger(value) ? String(value).padStart(minDigits, '0') : text;
};

const general: NumberStyle = { isDate: false, minDigits: 0 };

const readCell = (
  attributes: string,
  content: string,
  { strings, styles }: SheetContext,
): Buffer | string => {
  const kind = type.exec(attributes)?.[1] ?? 'n';
  if (kind === 'inlineStr') return readText(content);
  values.lastIndex = 0;
  const value = decodeXml(values.exec(content)?.[2] ?? '');
  if (kind === 's') return value === '' ? '' : (strings.get(Number(value)) ?? '');
  if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (kind === 'd') return markDate(value);
  if (kind !== 'n' || value === '') return value;
  return formatNumber(value, styles[Number(style.exec(attributes)?.[1] ?? -1)] ?? general);
};

const nothing = Buffer.alloc(0);

const readRow = (text: string, context: SheetContext): Buffer[] => {
  const row: Buffer[] = [];
  let next = 0;
  for (const [, attributes = '', content = ''] of text.matchAll(cells)) {
    const at = reference.exec(attributes)?.[1];
    const column = at === undefined ? next : toColumn(at);
    if (!(column >= 0 && column < maxColumns)) throw new UnreadableError('TooLong');
    while (row.length < column) row.push(nothing);
    const cell = readCell(attributes, content, context);
    row[column] = typeof cell === 'string' ? Buffer.from(cell) : cell;
    next = column + 1;
  }
  return row;
};

/** Positions count bytes of the unpacked sheet, and rows as the program shows them. Throws as its part does. */
export const readSheetRows = async function* (
  context: SheetContext,
  start: TablePosition,
): AsyncGenerator<TableRow> {
  const options = { from: start.offsetBytes, maxBytes: maxRowXmlBytes };
  let { lines } = start;
  for await (const found of readElements(context.part.read(maxSheetBytes), 'row', options)) {
    for (const { text, endBytes } of found) {
      lines = Number(rowNumber.exec(text)?.[1] ?? lines + 1);
      yield { cells: readRow(text, context), line: lines, end: { offsetBytes: endBytes, lines } };
    }
  }
};
