// A file of rejected rows, which can be mended and sent again.
import { type Columns, rejectColumns } from './columns/columns.ts';
import type { CsvRow } from './formats/readRows.ts';
import { toCell } from './toCell.ts';

export type RejectedRow = { row: CsvRow; reason: string };

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
