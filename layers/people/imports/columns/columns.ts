// The columns of a table: which of them holds what, by the names in its header.

import type { MappedField } from '#layers/people/bucketLayout.ts';
import type { OrderKind } from '#layers/people/revision.ts';
import { unwrapText } from '#layers/people/unwrapText.ts';
import type { Choices } from '../choices.ts';
import { FileRefused } from '../fileRefused.ts';
import { findEmailRank, findPhoneRank, findSignInRank, toKey } from './aliases.ts';

/** Columns of a file of rejected rows, which may be mended and sent again; what they hold is not read. */
export const rejectColumns: readonly string[] = ['line', 'reason'];

/** A column of numbers; `kindIndex` is the column that says of which kind the number of a row is. */
export type NumberColumn = { index: number; rank: number; kindIndex?: number | undefined };

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

type Column = { index: number; name: string; key: string; ordinal: number; guarded: boolean };

const comparable = (name: string): string =>
  name.normalize('NFKC').toLowerCase().replaceAll('\ufeff', '').replace(/\s+/g, ' ').trim();

const toColumn = (cell: string, index: number): Column => {
  const text = unwrapText(cell.replaceAll('\ufeff', ''));
  const guarded = text.startsWith("'");
  const name = text.slice(guarded ? 1 : 0).trim();
  return { index, name, key: toKey(name), ordinal: Number(/\d+/.exec(name)?.[0] ?? 1), guarded };
};

/** A name of a column that may be shown: none that could be an address or a number. */
const isName = (text: string): boolean =>
  text !== '' && text.length <= 64 && !/@|\p{Cc}/u.test(text) && (text.match(/\p{Nd}/gu)?.length ?? 0) < 4;

const quote = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(' and ');

const isOwnNumber = ({ name }: Column): boolean => /^phone_?number$/i.test(name);

/** Exports of Active Directory repeat an attribute under several names. */
const isOfDirectory = ({ key }: Column): boolean =>
  /^(?:userprincipalname|samaccountname|distinguishedname|objectguid)$/.test(key);

type Ranked = { column: Column; rank: number };

const options: Readonly<Record<'email' | 'phoneNumber', string>> = {
  email: '--map email=<column>',
  phoneNumber: '--phone <column>',
};

const sort = (ranked: readonly Ranked[]): Ranked[] =>
  ranked.toSorted((a, b) => a.rank - b.rank || a.column.ordinal - b.column.ordinal);

/** Throws FileRefused for two columns that could be meant equally. */
const refuseEqual = (field: 'email' | 'phoneNumber', sorted: readonly Ranked[]): void => {
  for (const [index, { column, rank }] of sorted.entries()) {
    const next = sorted[index + 1];
    if (!next || next.rank !== rank || next.column.ordinal !== column.ordinal) continue;
    if (next.column.name === column.name)
      throw new FileRefused(`The header has the column ${column.name} twice. Delete or rename one of them.`);
    throw new FileRefused(
      `The header has two columns that may be the ${field}: ${quote([column.name, next.column.name])}. Choose with ${options[field]}.`,
    );
  }
};

class Header {
  readonly columns: readonly Column[];
  readonly #choices: Choices;

  constructor(cells: readonly string[], choices: Choices) {
    this.columns = cells.map(toColumn);
    this.#choices = choices;
  }

  /** Throws FileRefused when a column that was chosen is not there. */
  findChosen(field: MappedField): Column | undefined {
    const given = this.#choices.map[field] ?? (field === 'phoneNumber' ? this.#choices.phone : undefined);
    if (given === undefined) return undefined;
    const found = this.columns.find(({ name }) => comparable(name) === comparable(given));
    if (found) return found;
    const shown = isName(given) ? `"${given}"` : 'that was chosen';
    throw new FileRefused(`The header has no column ${shown} for ${field}.`);
  }

  has(field: MappedField): boolean {
    const given = this.#choices.map[field];
    return given !== undefined && this.columns.some(({ name }) => comparable(name) === comparable(given));
  }

  #rank(rankOf: (name: string) => number | undefined): Ranked[] {
    return this.columns.flatMap((column) => {
      const rank = rankOf(column.name);
      return rank === undefined ? [] : [{ column, rank }];
    });
  }

  findEmails(): number[] {
    const chosen = this.findChosen('email');
    if (chosen) return [chosen.index];
    const ranked = sort(this.#rank(findEmailRank));
    if (!this.columns.some(isOfDirectory)) refuseEqual('email', ranked);
    return ranked.map(({ column }) => column.index);
  }

  findSignIns(): number[] {
    return this.findChosen('email') ? [] : sort(this.#rank(findSignInRank)).map(({ column }) => column.index);
  }

  findNumbers(): NumberColumn[] {
    const own = this.columns.filter(isOwnNumber);
    if (own.length > 1)
      refuseEqual(
        'phoneNumber',
        own.map((column) => ({ column, rank: 0 })),
      );
    const only = this.findChosen('phoneNumber') ?? own[0];
    if (only) return [{ index: only.index, rank: 0 }];
    const keys = this.columns.map(({ key }) => key);
    const ranked = sort(this.#rank((name) => findPhoneRank(name, keys)));
    if (!this.columns.some(isOfDirectory)) refuseEqual('phoneNumber', ranked);
    return ranked.map(({ column, rank }) => ({
      index: column.index,
      rank,
      kindIndex: this.#findKind(column),
    }));
  }

  /** The column beside `Phone 1 - Value` that says whether it is a mobile, a fax … */
  #findKind({ key, ordinal }: Column): number | undefined {
    if (key !== 'phonevalue') return undefined;
    return this.columns.find((other) => /^phone(?:type|label)$/.test(other.key) && other.ordinal === ordinal)
      ?.index;
  }

  findOne(field: 'version' | 'deleted'): number | undefined {
    const chosen = this.findChosen(field);
    if (chosen) return chosen.index;
    const found = this.columns.filter(({ name }) => comparable(name) === field);
    if (found.length > 1)
      throw new FileRefused(`The header has the column ${field} twice. Delete or rename one of them.`);
    return found[0]?.index;
  }

  /** Whether it names a column that is known. */
  get isHeader(): boolean {
    const keys = this.columns.map(({ key }) => key);
    const isKnown = ({ name }: Column) =>
      findPhoneRank(name, keys) !== undefined || comparable(name) === 'deleted';
    return this.hasEmails || this.columns.some(isKnown) || this.has('phoneNumber');
  }

  get hasEmails(): boolean {
    const isAddress = ({ name }: Column) =>
      findEmailRank(name) !== undefined || findSignInRank(name) !== undefined;
    return this.has('email') || this.columns.some(isAddress);
  }
}

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
