// Finds the header of a table among its first rows.
import type { Choices } from '../choices.ts';
import { rateHeader } from '../columns/columns.ts';
import type { CsvPosition, CsvRow } from './readRows.ts';

/** How many rows may stand before it. */
const maxTitleRows = 10;

export type Header = {
  cells: string[];
  /** Where the row behind it begins. */
  firstRow: CsvPosition;
  /** The more, the surer. */
  rate: number;
};

/** Undefined for a table without rows. */
export const findHeader = async (
  rows: AsyncIterable<CsvRow>,
  choices: Choices,
): Promise<Header | undefined> => {
  let best: Header | undefined;
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
