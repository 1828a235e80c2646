// Refuses a file that is no CSV in UTF-8, by its first bytes.
import { FileRefused } from './fileRefused.ts';

const html = Buffer.from('<');
const byteOrderMark = Buffer.from('\ufeff');

/**
 * First bytes by format: https://www.rfc-editor.org/rfc/rfc1952#page-5, PKWARE's APPNOTE 4.3.7, Unicode 23.8, ISO 32000-1
 * section 7.5.2, [MS-CFB] section 2.2.
 */
const signatures: readonly (readonly [Buffer, string])[] = [
  [Buffer.from([0xff, 0xfe]), 'UTF-16'],
  [Buffer.from([0xfe, 0xff]), 'UTF-16'],
  [Buffer.from('PK\x03\x04'), 'a ZIP archive or a spreadsheet such as .xlsx'],
  [Buffer.from([0x1f, 0x8b]), 'a gzip file'],
  [Buffer.from('%PDF-'), 'a PDF'],
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'an old Office format such as .xls'],
  [html, 'HTML or XML'],
  [Buffer.from('{'), 'JSON'],
  [Buffer.from('['), 'JSON'],
];

const startsWith = (bytes: Buffer, start: Buffer): boolean => bytes.subarray(0, start.length).equals(start);

/** Text in UTF-16 without a byte order mark has a zero byte beside each letter of a header. */
const isUtf16 = (bytes: Buffer): boolean => bytes.length > 1 && (bytes[0] === 0) !== (bytes[1] === 0);

/** Returns how many bytes the byte order mark takes, 0 or 3. `first` are the first bytes of the file. */
export const refuseFormat = (first: Buffer): number => {
  const format = signatures.find(([start]) => startsWith(first, start))?.[1] ?? (isUtf16(first) && 'UTF-16');
  if (format) throw new FileRefused(`The file looks like ${format}. It must be CSV in UTF-8.`);
  return startsWith(first, byteOrderMark) ? byteOrderMark.length : 0;
};
