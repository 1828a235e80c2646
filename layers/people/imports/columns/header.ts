// The header of a table: finds its columns, by the names that programs give them or by choice.
import type { MappedField } from '#layers/people/bucketLayout.ts';
import { unwrapText } from '#layers/people/unwrapText.ts';
import type { Choices } from '../choices.ts';
import { FileRefused } from '../formats/table.ts';
import { findEmailRank, findPhoneRank, findSignInRank, toKey } from './aliases.ts';

/** A column of numbers; `kindIndex` is the column that says of which kind the number of a row is. */
export type NumberColumn = { index: number; rank: number; kindIndex?: number | undefined };

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
export const isName = (text: string): boolean =>
  text !== '' && text.length <= 64 && !/@|\p{Cc}/u.test(text) && (text.match(/\p{Nd}/gu)?.length ?? 0) < 4;

export const quote = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(' and ');

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

export class Header {
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
