// The columns of a table: which of them holds what, by its header.
import type { OrderKind } from '#layers/people/revision.ts';
import type { Choices } from '../choices.ts';
import { FileRefused } from '../formats/table.ts';
import { findPhoneRank } from './aliases.ts';
import { Header, isName, type NumberColumn, quote } from './header.ts';

/** Columns of a file of rejected rows, which may be mended and sent again; what they hold is not read. */
export const rejectColumns: readonly string[] = ['line', 'reason'];

export type Columns = {
  /** The names in the order of the file; empty for what may be no name. */
  names: readonly string[];
  /** Their addresses are people. */
  emails: readonly number[];
  /** The first of them that has an address counts where `emails` has none. */
  signIns: readonly number[];
  /** Most preferred first. */
  numbers: readonly NumberColumn[];
  version: number | undefined;
  deleted: number | undefined;
  /** Those whose cells may begin with an apostrophe that keeps a spreadsheet from running them, and is no part of them. */
  guarded: ReadonlySet<number>;
};

/** How much a row looks like a header: the more, the surer. Only one of 1,000 or more names a column of addresses. */
export const rateHeader = (cells: readonly string[], choices: Choices): number => {
  const header = new Header(cells, choices);
  if (!header.isHeader || cells.some((cell) => cell.includes('@'))) return Math.min(cells.length, 9);
  const known = header.columns.filter(({ name }) => findPhoneRank(name, []) !== undefined || isName(name));
  return (header.hasEmails ? 1_000 : 100) + known.length;
};

const example = 'Begin it with a line such as email,phoneNumber';

const refuseHeader = ({ columns, isHeader }: Header): FileRefused => {
  if (!isHeader)
    return new FileRefused(
      `The first line names no column that is known, and may be no header. ${example}, or name the columns with --map.`,
    );
  const names = columns.map(({ name }) => name).filter(isName);
  return new FileRefused(
    `The header has no column of e-mail addresses that is known; it has ${quote(names)}. Choose with --map email=<column>.`,
  );
};

/** Throws FileRefused when a column is missing, or may be one of two. */
export const readColumns = (cells: readonly string[], choices: Choices, order: OrderKind): Columns => {
  const header = new Header(cells, choices);
  const [emails, signIns] = [header.findEmails(), header.findSignIns()];
  if (emails.length + signIns.length === 0) throw refuseHeader(header);
  const [numbers, version, deleted] = [
    header.findNumbers(),
    header.findOne('version'),
    header.findOne('deleted'),
  ];
  // A file of deletions alone has no numbers.
  if (numbers.length === 0 && deleted === undefined) {
    const names = header.columns.map(({ name }) => name).filter(isName);
    throw new FileRefused(
      `The header has no column of phone numbers that is known; it has ${quote(names)}. Choose with --phone <column>.`,
    );
  }
  if (order === 'version' && version === undefined)
    throw new FileRefused('The header lacks the column version, and versions order this directory.');
  return {
    names: header.columns.map(({ name }) => (isName(name) ? name : '')),
    emails,
    signIns,
    numbers,
    version,
    deleted,
    guarded: new Set(header.columns.filter(({ guarded }) => guarded).map(({ index }) => index)),
  };
};

/** The columns that count and those that are left out, by their names. */
export const describeColumns = ({ names, emails, signIns, numbers, version, deleted }: Columns) => {
  const nameOf = (index: number): string => names[index] || `column ${index + 1}`;
  const used = [
    ...emails,
    ...signIns,
    ...numbers.flatMap(({ index, kindIndex = index }) => [index, kindIndex]),
  ];
  const known = new Set([...used, version, deleted]);
  const isLeftOut = (name: string, index: number) =>
    name !== '' && !known.has(index) && !rejectColumns.includes(name);
  return {
    email: [...emails, ...signIns].map(nameOf),
    phoneNumber: numbers.map(({ index }) => nameOf(index)),
    leftOut: names.filter(isLeftOut),
  };
};
