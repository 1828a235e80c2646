// A table of people that is open, and how its header is found among its first rows.
import type { OrderKind } from '#layers/people/revision.ts';
import type { Choices } from '../choices.ts';
import { type Columns, rateHeader } from '../columns/columns.ts';
import type { TablePosition, TableRow } from './table.ts';

/** How a file was read, for whoever sent it. */
export type FormatFacts = { format: string; encoding?: string; separator?: string; sheet?: string };

export type OpenTable = {
  columns: Columns;
  firstRow: TablePosition;
  /** The rows from a position on. Throws FileRefused, and ObjectStoreError. */
  rows(from: TablePosition): AsyncGenerator<TableRow>;
  /** How many bytes of the stored file are behind at an offset; an estimate where the file is decoded. */
  storedBytes(offsetBytes: number): number;
  /** What is known of the format by now. */
  describe(): FormatFacts;
};

export type Opening = { choices: Choices; order: OrderKind };

/** How many rows may stand before it. */
const maxTitleRows = 10;

export type FoundHeader = {
  cells: string[];
  /** Where the row behind it begins. */
  firstRow: TablePosition;
  /** The more, the surer. */
  rate: number;
};

/** Undefined for a table without rows. */
export const findHeader = async (
  rows: AsyncIterable<TableRow>,
  choices: Choices,
): Promise<FoundHeader | undefined> => {
  let best: FoundHeader | undefined;
  let read = 0;
  for await (const { cells: bytes, end } of rows) {
    const cells = bytes.map(String);
    if (cells.every((cell) => cell.trim() === '')) continue;
    const rate = rateHeader(cells, choices);
    if (!best || rate > best.rate) best = { cells, firstRow: end, rate };
    read += 1;
    // What may be a person is no title above the header.
    if (rate >= 1_000 || read === maxTitleRows || cells.some((cell) => cell.includes('@'))) break;
  }
  return best;
};
