// A file that is open, whatever its format.
import type { OrderKind } from '#layers/people/revision.ts';
import type { Choices } from '../choices.ts';
import type { Columns } from '../columns/columns.ts';
import type { CsvPosition, CsvRow } from './readRows.ts';

/** How a file was read, for whoever sent it. */
export type FormatFacts = { format: string; encoding?: string; separator?: string; sheet?: string };

export type OpenFile = {
  columns: Columns;
  firstRow: CsvPosition;
  /** The rows from a position on. Throws FileRefused, and ObjectStoreError. */
  rows(from: CsvPosition): AsyncGenerator<CsvRow>;
  /** What is known of the format by now. */
  describe(): FormatFacts;
};

export type Opening = { choices: Choices; order: OrderKind };
