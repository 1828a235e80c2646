// Files of invented people as known programs write them.
import { WorkbookWriter } from '#layers/people/exports/tables/workbookWriter.ts';
import { toCell } from '#layers/people/imports/toCell.ts';

type Person = readonly [email: string, phoneNumber: string];

type Format = {
  names: readonly string[];
  toCells(person: Person): readonly string[];
  /** Before the header. */
  start: string;
  encoding: 'utf8' | 'latin1' | 'utf16le';
};

/** The exports of Google Contacts, of Outlook in German, of HubSpot, and of Active Directory by PowerShell. */
const formats = {
  google: {
    names: ['Name', 'Given Name', 'E-mail 1 - Value', 'Phone 1 - Type', 'Phone 1 - Value'],
    toCells: ([email, number]) => ['', '', email, 'Mobile', number],
    start: '',
    encoding: 'utf8',
  },
  'outlook-de': {
    names: ['Vorname', 'Nachname', 'Geschäftsort', 'Mobiltelefon', 'E-Mail-Adresse'],
    toCells: ([email, number]) => ['Jürgen', 'Beispiel', 'Köln', number, email],
    start: '',
    encoding: 'latin1',
  },
  hubspot: {
    names: ['Record ID', 'First Name', 'Email', 'Phone Number', 'Lead Status'],
    toCells: ([email, number]) => ['', 'Ann', email, number, 'New'],
    start: '\ufeff',
    encoding: 'utf8',
  },
  ad: {
    names: ['DistinguishedName', 'mail', 'telephoneNumber'],
    toCells: ([email, number]) => ['CN=Ann,DC=example,DC=com', email, number],
    start: '\ufeff#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser\r\n',
    encoding: 'utf16le',
  },
} satisfies Record<string, Format>;

export type SampleFormat = keyof typeof formats;
export const sampleFormats = Object.keys(formats) as SampleFormat[];

const plain: Format = {
  names: ['email', 'phoneNumber'],
  toCells: (person) => person,
  start: '',
  encoding: 'utf8',
};

/** Rows that are written at once. */
const blockRows = 1_000;

function* inBlocks(people: Iterable<Person>): Generator<Person[]> {
  let block: Person[] = [];
  for (const person of people) {
    block.push(person);
    if (block.length < blockRows) continue;
    yield block;
    block = [];
  }
  if (block.length > 0) yield block;
}

/** A file as the program writes it, or with the columns that an export has; a workbook has the same columns. */
export function* writeSample(
  people: Iterable<Person>,
  { like, isWorkbook }: { like?: SampleFormat | undefined; isWorkbook: boolean },
): Generator<Buffer> {
  const { names, toCells, start, encoding }: Format = like ? formats[like] : plain;
  if (isWorkbook) {
    const writer = new WorkbookWriter();
    yield writer.begin(names);
    for (const block of inBlocks(people)) yield writer.rows(block.map(toCells));
    yield writer.end();
    return;
  }
  const toLine = (cells: readonly string[]) => `${cells.map(toCell).join(',')}\r\n`;
  yield Buffer.from(start + toLine(names), encoding);
  for (const block of inBlocks(people))
    yield Buffer.from(block.map((person) => toLine(toCells(person))).join(''), encoding);
}
