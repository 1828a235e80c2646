// A file of rejected rows, which can be mended and sent again.
import { type CsvColumn, rejectColumns } from './header.ts';
import type { CsvRow } from './readRows.ts';
import { toCell } from './toCell.ts';

export type RejectedRow = { row: CsvRow; reason: string };

const isKept = ({ field }: CsvColumn): boolean => !(rejectColumns as readonly string[]).includes(field);

const headerName = ({ field, guarded }: CsvColumn): string => `${guarded ? "'" : ''}${field}`;

/** The bytes of cells stay as they are, UTF-8 or not, so each byte is one character here. */
const toLine = (cells: readonly string[]): string => `${cells.map(toCell).join(',')}\r\n`;

export const formatRejects = (columns: readonly CsvColumn[], rejected: readonly RejectedRow[]): Buffer => {
  const header = toLine([...rejectColumns, ...columns.filter(isKept).map(headerName)]);
  const lines = rejected.map(({ row, reason }) => {
    const cells = row.cells.filter((_, index) => !columns[index] || isKept(columns[index]));
    return toLine([String(row.line), reason, ...cells.map((cell) => cell.toString('latin1'))]);
  });
  return Buffer.from(header + lines.join(''), 'latin1');
};
