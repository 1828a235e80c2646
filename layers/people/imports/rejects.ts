// A file of rejected rows, which can be mended and sent again; it shows nobody who is erased.
import { isUtf8 } from 'node:buffer';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ErasedPeople } from '#layers/people/erasedPeople.ts';
import { guardCell } from '#layers/people/guardCell.ts';
import { maxEmailLength } from '#layers/people/user.ts';
import { type Columns, rejectColumns } from './columns/columns.ts';
import type { TableRow } from './formats/table.ts';
import { toCell } from './toCell.ts';

export type RejectedRow = { row: TableRow; reason: string };

/** Each byte is one character, since the bytes of a cell may be no UTF-8, and are kept. */
const toBytes = (text: string): string => Buffer.from(text).toString('latin1');

const mark = toBytes('\ufeff');

const toLine = (cells: readonly string[], separator: string): string =>
  `${cells.map(toCell).join(separator)}\r\n`;

const guard = (cell: Buffer): string => {
  const text = cell.toString();
  const guarded = guardCell(text);
  return guarded.slice(0, guarded.length - text.length) + cell.toString('latin1');
};

/** Where each column of the file stands; those that a file of rejected rows has besides are written anew. */
const keptColumns = (names: readonly string[]): number[] =>
  names.flatMap((name, index) => (rejectColumns.includes(name) ? [] : [index]));

/** The columns of the file, and what is beyond its last; then the line and the reason. */
const toCells = ({ row, reason }: RejectedRow, { names }: Columns): string[] => {
  const kept = keptColumns(names).map((index) => row.cells[index] ?? Buffer.alloc(0));
  return [...[...kept, ...row.cells.slice(names.length)].map(guard), String(row.line), reason];
};

/** UTF-8 with a byte order mark. A spreadsheet can open, mend and save it, and an import reads it again. */
export const formatRejects = (
  columns: Columns,
  separator: string,
  rejected: readonly RejectedRow[],
): Buffer => {
  const { names, guarded } = columns;
  const header = keptColumns(names).map((index) =>
    guard(Buffer.from(`${guarded.has(index) ? "'" : ''}${names[index]}`)),
  );
  const lines = [[...header, ...rejectColumns], ...rejected.map((row) => toCells(row, columns))];
  return Buffer.from(mark + lines.map((cells) => toLine(cells, separator)).join(''), 'latin1');
};

/** Never part of an address without quotes: https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2 */
const delimiters = /[\s\p{C}\p{Z}"<>()[\]\\,;:\u2018-\u201f\u00ab\u00bb\ufffd]+/u;
/** May be part of an address, and often stands beside one. */
const looseDelimiters = /[\s\p{C}\p{Z}"<>()[\]\\,;:\u2018-\u201f\u00ab\u00bb\ufffd'`|/=?&{}]+/u;

const decode = (cell: Buffer): string =>
  isUtf8(cell) ? cell.toString() : new TextDecoder('windows-1252').decode(cell);

const trimEnds = (text: string): string => text.replace(/^\.+|\.+$/g, '');

const isAddress = (text: string): boolean =>
  /[^@]@[^@]/.test(text) && text.isWellFormed() && text.length <= 2 * maxEmailLength;

/** Also with the `@` of another text, since a look-up costs less than an address that is missed. */
export const findAddresses = (cells: readonly Buffer[]): string[] => {
  const texts = cells.map(decode).filter((text) => text.includes('@'));
  const found = texts.flatMap((text) => [
    text.trim().replace(/^'/, ''),
    ...text.split(delimiters),
    ...text.split(looseDelimiters).flatMap((part) => [part, trimEnds(part)]),
  ]);
  return [...new Set(found)].filter(isAddress);
};

/** A row of more is taken for one that names somebody: it is no row of a person, and each address costs a look-up. */
const maxAddresses = 20;

const withhold = ({ row, reason }: RejectedRow): RejectedRow => ({
  reason,
  row: { ...row, cells: row.cells.map(() => Buffer.alloc(0)) },
});

/** Returns the same rows; of who is erased, the line and the reason alone are left. Throws DatabaseError. */
export const withholdErased = async (
  erasedPeople: ErasedPeople,
  rejected: readonly RejectedRow[],
  call: CallContext,
): Promise<RejectedRow[]> => {
  const found = rejected.map((row) => ({ row, addresses: findAddresses(row.row.cells) }));
  const asked = found.filter(({ addresses }) => addresses.length <= maxAddresses);
  const addresses = [...new Set(asked.flatMap((row) => row.addresses))];
  const erased = addresses.length > 0 ? await erasedPeople.find(addresses, call) : new Set<string>();
  return found.map(({ row, addresses }) =>
    addresses.length > maxAddresses || addresses.some((address) => erased.has(address)) ? withhold(row) : row,
  );
};
