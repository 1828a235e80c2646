// Turns a row of a file into the changes of the people whom it names.
import { isUtf8 } from 'node:buffer';
import type * as z from 'zod/mini';
import { unguardCell } from '#layers/people/guardCell.ts';
import { createChange, type PersonChange } from '#layers/people/personChange.ts';
import { findBrokenNumberRule, normalizePhoneNumber, phoneNumber } from '#layers/people/phoneNumber.ts';
import { maxRank, type OrderKind, toImportRevision } from '#layers/people/revision.ts';
import { email, isShortEmail } from '#layers/people/user.ts';
import { rankOfKind } from './columns/aliases.ts';
import {
  hasDigit,
  type NumberForm,
  readDeleted,
  readPhone,
  splitAddresses,
  splitProxies,
} from './columns/cells.ts';
import type { Columns } from './columns/columns.ts';
import type { NumberColumn } from './columns/header.ts';
import type { TableRow } from './formats/table.ts';

export type RowContext = {
  columns: Columns;
  /** Whether only the first address of a row is a person. */
  firstEmail: boolean;
  /** Absent where numbers stay as they were sent. */
  form?: NumberForm | undefined;
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

type Field = 'email' | 'phoneNumber' | 'version' | 'deleted';

const readCell = ({ columns }: RowContext, { cells }: TableRow, index: number, field: Field): string => {
  const cell = cells[index];
  // Spreadsheets leave out empty cells at the end of a row.
  if (!cell) return '';
  if (!isUtf8(cell)) throw new RowRejected(`${field} must be UTF-8`);
  const text = unguardCell(cell.toString());
  return columns.guarded.has(index) && text.startsWith("'") ? text.slice(1) : text;
};

const check = (field: Field, schema: z.ZodMiniType<string>, value: string): string => {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw new RowRejected(`${field} ${error.issues[0]?.message}`);
};

type Address = { email: string; cell: string };

const readAddresses = (context: RowContext, row: TableRow): Address[] => {
  const read = (indexes: readonly number[]) => indexes.map((index) => readCell(context, row, index, 'email'));
  const found = read(context.columns.emails).flatMap((cell) => {
    const emails = splitAddresses(cell);
    // An adopted table may have the person under the whole cell.
    const isSpelling = emails.length === 1 && isShortEmail(cell);
    return emails.map((one) => ({ email: one, cell: isSpelling ? cell : one }));
  });
  if (found.length > 0) return found;
  // The sign-in name of a guest is no address: https://learn.microsoft.com/entra/external-id/user-properties
  const signIns = read(context.columns.signIns).filter((cell) => !/#EXT#/i.test(cell));
  const [first = []] = signIns
    .map((cell) => (/^\w+:/.test(cell) ? splitProxies(cell) : splitAddresses(cell)))
    .filter(({ length }) => length > 0);
  return first.map((one) => ({ email: one, cell: one }));
};

/** Each address once. Throws RowRejected. */
const readPeople = (context: RowContext, row: TableRow): Address[] => {
  const found = readAddresses(context, row);
  if (found.length === 0) return [{ email: check('email', email, ''), cell: '' }];
  const byKey = new Map(found.toReversed().map((one) => [one.email.toLowerCase(), one]));
  const distinct = [...byKey.values()].reverse().slice(0, context.firstEmail ? 1 : undefined);
  return distinct.map((one) => ({ ...one, email: check('email', email, one.email) }));
};

/** The number that is preferred of those that the row has; `''` for none. */
const readNumber = (context: RowContext, row: TableRow): string => {
  const { numbers } = context.columns;
  const [first] = numbers;
  if (first && numbers.length === 1 && first.kindIndex === undefined)
    return readPhone(readCell(context, row, first.index, 'phoneNumber'));
  const rankOf = ({ rank, kindIndex }: NumberColumn) =>
    kindIndex === undefined ? rank : rankOfKind(readCell(context, row, kindIndex, 'phoneNumber'));
  const found = numbers.flatMap((column) => {
    const rank = rankOf(column);
    const number = readPhone(readCell(context, row, column.index, 'phoneNumber'));
    return rank === undefined || number.trim() === '' ? [] : [{ rank, number }];
  });
  const sorted = found.toSorted((a, b) => a.rank - b.rank);
  return (sorted.find(({ number }) => hasDigit(number)) ?? sorted[0])?.number ?? '';
};

type ReadNumber = { number: string | null; isValid: boolean };

/** Throws RowRejected. A number that breaks another rule stays as it is. */
const toForm = ({ form }: RowContext, sent: string): ReadNumber => {
  const number = normalizePhoneNumber(sent);
  if (!form || findBrokenNumberRule(number)) return { number: sent, isValid: true };
  const result = form(number);
  if ('number' in result) return result;
  throw new RowRejected(`phoneNumber ${result.rule}`);
};

const readLeaves = (context: RowContext, row: TableRow): boolean => {
  const { deleted } = context.columns;
  const leaves = deleted === undefined ? false : readDeleted(readCell(context, row, deleted, 'deleted'));
  if (leaves === undefined) throw new RowRejected('deleted must be true, false or empty');
  return leaves;
};

const readVersion = (value: string): number => {
  const version = /^\d{1,16}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (version <= maxRank) return version;
  throw new RowRejected('version must be a whole number from 0 to 10^15');
};

const checkCells = ({ columns }: RowContext, { cells }: TableRow): void => {
  const count = columns.names.length;
  if (cells.slice(count).some((cell) => cell.length > 0))
    throw new RowRejected(`row must not have more than ${count} cells, as the header has`);
};

const leaver: ReadNumber = { number: null, isValid: true };

export type RowChanges = {
  /** One per address, of one revision. */
  changes: PersonChange[];
  /** Whether the number has a length of its country, but no range that it has assigned. */
  isOnlyPossible: boolean;
};

/** Throws RowRejected. */
export const readChanges = (context: RowContext, row: TableRow): RowChanges => {
  checkCells(context, row);
  const leaves = readLeaves(context, row);
  const people = readPeople(context, row);
  const { number, isValid } = leaves
    ? leaver
    : toForm(context, check('phoneNumber', phoneNumber, readNumber(context, row)));
  const { job, uploadedMs, order, asOfMs, columns } = context;
  const rank =
    order === 'version' ? readVersion(readCell(context, row, columns.version ?? -1, 'version')) : asOfMs;
  const revision = toImportRevision({ rank, uploadedMs, job, line: row.line });
  const changes = people.map((person) => createChange({ ...person, phoneNumber: number, revision }));
  return { changes, isOnlyPossible: !isValid };
};
