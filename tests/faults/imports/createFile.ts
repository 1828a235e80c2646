// A file of many lines about fewer people, some of them bad, and what must become of it.
import { gzipSync } from 'node:zlib';
import { makeTable } from '#tests/support/makeZip.ts';
import type { Model } from '../events/createHistory.ts';

export type PeopleFile = {
  bytes: Buffer;
  model: Model;
  /** The numbers of the lines that must be refused. */
  badLines: ReadonlySet<number>;
};

type Row = readonly string[];

/** So many lines are about one person. */
const linesPerPerson = 4;
/** One line in so many is bad: 4 %. */
const badLineEvery = 25;

const toText = (rows: readonly Row[], separator: string): string =>
  rows.map((cells) => `${cells.map((cell) => `"${cell}"`).join(separator)}\r\n`).join('');

const formats = {
  csv: (rows) => Buffer.from(toText(rows, ',')),
  'semicolons in Windows-1252': (rows) => Buffer.from(toText(rows, ';'), 'latin1'),
  'tabs in UTF-16': (rows) => Buffer.from(`\ufeff${toText(rows, '\t')}`, 'utf16le'),
  gzip: (rows) => gzipSync(toText(rows, ',')),
  workbook: makeTable,
} satisfies Record<string, (rows: readonly Row[]) => Buffer>;

export type FormatOfFile = keyof typeof formats;

/** All but plain CSV. */
export const otherFormats = (Object.keys(formats) as FormatOfFile[]).filter((format) => format !== 'csv');

/** Files of two formats have no person in common. */
export const createFile = (lines: number, format: FormatOfFile): PeopleFile => {
  const people = Math.ceil(lines / linesPerPerson);
  const model = new Map<string, string>();
  const badLines = new Set<number>();
  const rows = Array.from({ length: lines }, (_, index) => {
    const email = `user${(index * 7_919) % people}@${format.replaceAll(' ', '-').toLowerCase()}.example`;
    if (index % badLineEvery === 0) {
      badLines.add(index + 2);
      return index % 2 ? [email, '', 'Jürgen'] : [`no address ${index}`, '1', 'Jürgen'];
    }
    model.set(email, `+1 888 ${index}`);
    return [index % 3 ? email : email.toUpperCase(), `+1 888 ${index}`, 'Jürgen'];
  });
  return { bytes: formats[format]([['email', 'phoneNumber', 'Name'], ...rows]), model, badLines };
};
