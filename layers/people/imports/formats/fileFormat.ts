// Which format a file has, by its first bytes; refuses those that hold no table by their names.
import { FileRefused } from './table.ts';

/** What can be opened. */
export type FileFormat = 'text' | 'gzip' | 'zip';

type Refusal = readonly [format: string, advice: string];

const saveAs = 'Open it in its program and save it as .xlsx or CSV.';
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/**
 * First bytes by format: [MS-CFB] section 2.2, ISO 32000-1 section 7.5.2, https://www.sqlite.org/fileformat.html and the
 * magic numbers of 7-Zip, RAR, bzip2, xz, Zstandard, PNG, JPEG and GIF; the byte order marks of UTF-32: Unicode 16.0 section 23.8.
 */
const binaries: readonly (readonly [Buffer, ...Refusal])[] = [
  [Buffer.from('%PDF-'), 'a PDF', 'Export the table from the program that it comes from as .xlsx or CSV.'],
  [Buffer.from('SQLite format 3\0'), 'an SQLite database', 'Export its table as CSV.'],
  ...['89504e47', 'ffd8ff', '47494638'].map(
    (digits) => [Buffer.from(digits, 'hex'), 'an image', 'Send the table that it shows.'] as const,
  ),
  ...['fffe0000', '0000feff'].map(
    (digits) => [Buffer.from(digits, 'hex'), 'UTF-32', 'Save it as CSV in UTF-8.'] as const,
  ),
  ...['377abcaf271c', '526172211a07', '425a68', 'fd377a585a00', '28b52ffd'].map(
    (digits) =>
      [Buffer.from(digits, 'hex'), 'an archive', 'Unpack it and send the table that is in it.'] as const,
  ),
];

/** How texts begin that are no tables: RFC 6350, 2849 and 8259. */
const texts: readonly (readonly [RegExp, ...Refusal])[] = [
  [
    /^BEGIN:VCARD/i,
    'a vCard',
    'Export the contacts as CSV (Google Contacts, Outlook), or open them in such a program first.',
  ],
  [
    /^(?:version: *\d+\s+)?(?:#[^\n]*\n|\s)*dn::? /i,
    'LDIF',
    'Export the entries as CSV, with mail and telephoneNumber.',
  ],
  [/^\{\\rtf/, 'RTF', saveAs],
  [/^[[{]/, 'JSON', 'Convert it to CSV, or send events: npm run send.'],
  [/^</, 'HTML or XML', saveAs],
];

const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const startsWith = (bytes: Buffer, start: Buffer): boolean => bytes.subarray(0, start.length).equals(start);

const refuse = (format: string, advice: string): FileRefused =>
  new FileRefused(`The file looks like ${format}. ${advice}`);

const refuseCompoundFile = (head: Buffer): FileRefused =>
  head.includes(utf16('EncryptedPackage'))
    ? refuse(
        'a workbook with a password',
        'Take the password off in Excel (File, Info, Protect Workbook) and save it.',
      )
    : refuse('an old Office format such as .xls, or a workbook with a password', saveAs);

/** Throws FileRefused. */
export const findFormat = (head: Buffer): FileFormat => {
  if (startsWith(head, compoundFile)) throw refuseCompoundFile(head);
  for (const [start, format, advice] of binaries) if (startsWith(head, start)) throw refuse(format, advice);
  if (startsWith(head, Buffer.from([0x1f, 0x8b]))) return 'gzip';
  return startsWith(head, Buffer.from('PK\x03\x04')) || startsWith(head, Buffer.from('PK\x05\x06'))
    ? 'zip'
    : 'text';
};

/** Throws FileRefused for a text that is no table. */
export const refuseOtherText = (head: Buffer): void => {
  const start = head.toString('utf8', 0, 1_024).replace(/^[\ufeff\s]+/, '');
  for (const [begins, format, advice] of texts) if (begins.test(start)) throw refuse(format, advice);
};
