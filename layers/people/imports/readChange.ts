// Turns a row of a file into the change of a person.
import { isUtf8 } from 'node:buffer';
import type * as z from 'zod/mini';
import { createChange, type PersonChange } from '#layers/people/personChange.ts';
import { phoneNumber } from '#layers/people/phoneNumber.ts';
import { maxRank, type OrderKind, toImportRevision } from '#layers/people/revision.ts';
import { unwrapText } from '#layers/people/unwrapText.ts';
import { email } from '#layers/people/user.ts';
import type { ColumnField, CsvColumn } from './header.ts';
import type { CsvRow } from './readRows.ts';

export type RowContext = {
  columns: readonly CsvColumn[];
  /** The job, whose rows have an order among themselves. */
  job: string;
  /** When the file was uploaded, in milliseconds since the epoch: of two of one place the later wins. */
  uploadedMs: number;
  order: OrderKind;
  /** The place of all rows where times order the directory, in milliseconds since the epoch. */
  asOfMs: number;
};

/** The rule that a row breaks: a name of a column and our own words, and nothing of the row. */
export class RowRejected extends Error {
  override readonly name = 'RowRejected';
}

type Fields = Partial<Record<ColumnField, string>>;

const readCell = ({ field, guarded }: CsvColumn, cell: Buffer): string => {
  if (!isUtf8(cell)) throw new RowRejected(`${field} must be UTF-8`);
  const text = cell.toString();
  return guarded && text.startsWith("'") ? text.slice(1) : text;
};

const readFields = (columns: readonly CsvColumn[], cells: readonly Buffer[]): Fields => {
  if (cells.length !== columns.length)
    throw new RowRejected(`row must have ${columns.length} cells, as the header has`);
  const known = columns.map((column, index) => [column, cells[index] as Buffer] as const);
  return Object.fromEntries(
    known
      .filter(([{ field }]) => field !== 'line' && field !== 'reason')
      .map(([column, cell]) => [column.field, readCell(column, cell)]),
  );
};

const check = (field: ColumnField, schema: z.ZodMiniType<string>, value = ''): string => {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw new RowRejected(`${field} ${error.issues[0]?.message}`);
};

const readDeleted = (value = ''): boolean => {
  const flag = value.trim().toLowerCase();
  if (['true', '1'].includes(flag)) return true;
  if (['', 'false', '0'].includes(flag)) return false;
  throw new RowRejected('deleted must be true, false or empty');
};

const readVersion = (value = ''): number => {
  const version = /^\d{1,16}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (version <= maxRank) return version;
  throw new RowRejected('version must be a whole number from 0 to 10^15');
};

/** Throws RowRejected. */
export const readChange = (
  { columns, job, uploadedMs, order, asOfMs }: RowContext,
  { cells, line }: CsvRow,
): PersonChange => {
  const fields = readFields(columns, cells);
  const deleted = readDeleted(fields.deleted);
  const { email: cell = '' } = fields;
  const sent = check('email', email, unwrapText(cell));
  const number = deleted ? null : check('phoneNumber', phoneNumber, fields.phoneNumber);
  const rank = order === 'version' ? readVersion(fields.version) : asOfMs;
  const revision = toImportRevision({ rank, uploadedMs, job, line });
  return createChange({ email: sent, cell, phoneNumber: number, revision });
};
