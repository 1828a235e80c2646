// A file of rejected rows, which can be mended and sent again; it shows nobody who is erased.
import { isUtf8 } from 'node:buffer';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ErasedPeople } from '#layers/people/erasedPeople.ts';
import { maxEmailLength } from '#layers/people/user.ts';
import { type Columns, rejectColumns } from './columns/columns.ts';
import type { TableRow } from './formats/table.ts';
import { toCell } from './toCell.ts';

export type RejectedRow = { row: TableRow; reason: string };

/** The bytes of cells stay as they are, UTF-8 or not, so each byte is one character here. */
const toLine = (cells: readonly string[]): string => `${cells.map(toCell).join(',')}\r\n`;

const toBytes = (text: string): string => Buffer.from(text).toString('latin1');

export const formatRejects = ({ names, guarded }: Columns, rejected: readonly RejectedRow[]): Buffer => {
  const isKept = (index: number) => !rejectColumns.includes(names[index] ?? '');
  const header = names
    .map((name, index) => toBytes(`${guarded.has(index) ? "'" : ''}${name}`))
    .filter((_, index) => isKept(index));
  const lines = rejected.map(({ row, reason }) => {
    const cells = row.cells.filter((_, index) => isKept(index)).map((cell) => cell.toString('latin1'));
    return toLine([String(row.line), reason, ...cells]);
  });
  return Buffer.from(toLine([...rejectColumns, ...header]) + lines.join(''), 'latin1');
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
