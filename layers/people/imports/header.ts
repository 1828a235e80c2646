// The header of a file: which of its columns holds what.
import type { OrderKind } from '#layers/people/revision.ts';
import { FileRefused } from './fileRefused.ts';

/** Of a file of rejected rows, which may be mended and sent again; what they hold is not read. */
export const rejectColumns = ['line', 'reason'] as const;

const fieldByName = {
  email: 'email',
  phonenumber: 'phoneNumber',
  phone_number: 'phoneNumber',
  version: 'version',
  deleted: 'deleted',
  line: 'line',
  reason: 'reason',
} as const;

export type ColumnField = (typeof fieldByName)[keyof typeof fieldByName];

export type CsvColumn = {
  field: ColumnField;
  /** Whether its cells may begin with an apostrophe that keeps a spreadsheet from running them, and is no part of them. */
  guarded: boolean;
};

/** A header that is missing would show the first person: only what looks like a name is quoted. */
const isName = (text: string): boolean => /^[A-Za-z_][\w ;.-]{0,63}$/.test(text);

const refuseColumn = (name: string, index: number): FileRefused => {
  const found = isName(name) ? `the column "${name}"` : `no name in column ${index + 1}`;
  const advice = isName(name) ? '' : ' The first line must name the columns.';
  const hint = /[;|\t]/.test(name) ? ' Columns are separated by commas.' : advice;
  return new FileRefused(
    `The header has ${found}; known are email, phoneNumber, version and deleted.${hint}`,
  );
};

const readColumn = (cell: string, index: number): CsvColumn => {
  const name = cell.trim();
  const guarded = name.startsWith("'");
  const key = name.slice(guarded ? 1 : 0).toLowerCase();
  if (Object.hasOwn(fieldByName, key))
    return { field: fieldByName[key as keyof typeof fieldByName], guarded };
  throw refuseColumn(name, index);
};

/** Throws FileRefused when a column is unknown, missing or there twice. */
export const readHeader = (cells: readonly string[], order: OrderKind): CsvColumn[] => {
  const columns = cells.map(readColumn);
  const fields = columns.map(({ field }) => field);
  const repeated = fields.find((field, index) => fields.indexOf(field) !== index);
  if (repeated) throw new FileRefused(`The header has the column ${repeated} twice.`);
  const required: ColumnField[] = [
    'email',
    // A file of deletions alone has no numbers.
    ...(fields.includes('deleted') ? [] : ['phoneNumber' as const]),
    ...(order === 'version' ? ['version' as const] : []),
  ];
  const missing = required.find((field) => !fields.includes(field));
  if (missing === 'version')
    throw new FileRefused('The header lacks the column version, and versions order this directory.');
  if (missing) throw new FileRefused(`The header lacks the column ${missing}.`);
  return columns;
};
