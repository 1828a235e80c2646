// A table in CSV (RFC 4180).
import { guardCell } from '#layers/people/guardCell.ts';
import { toCell } from '#layers/people/imports/toCell.ts';
import type { TableWriter } from './tableWriter.ts';

type CsvForm = {
  separator: ',' | ';';
  /** With a byte order mark, by which Excel knows UTF-8, and with guarded cells. */
  isForSpreadsheets: boolean;
};

export const createCsvWriter = ({ separator, isForSpreadsheets }: CsvForm): TableWriter => {
  const guard = isForSpreadsheets ? guardCell : (text: string) => text;
  const toLine = (cells: readonly string[]) => `${cells.map(toCell).join(separator)}\r\n`;
  return {
    begin: (names) => Buffer.from((isForSpreadsheets ? '\ufeff' : '') + toLine(names)),
    rows: (rows) => Buffer.from(rows.map((cells) => toLine(cells.map(guard))).join('')),
    end: () => Buffer.alloc(0),
  };
};
