// Formats whose content is packed or encrypted, by how their files begin.

const hex = (digits: string): string => Buffer.from(digits, 'hex').toString('latin1');

/** Compared with a text that has one character per byte. */
const signatures: readonly string[] = [
  // ZIP, and so .xlsx, .docx and .ods: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
  ...['PK\u0003\u0004', 'PK\u0005\u0006', 'PK\u0007\u0008'],
  // The compound file of old Office formats: [MS-CFB] section 2.2.
  hex('d0cf11e0a1b11ae1'),
  // 7-Zip, RAR, xz, bzip2, Zstandard, LZ4.
  ...[hex('377abcaf271c'), 'Rar!\u001a\u0007', hex('fd377a585a00'), 'BZh', hex('28b52ffd'), hex('04224d18')],
  // SQLite and Parquet.
  ...['SQLite format 3\0', 'PAR1'],
  // UTF-32, of either order.
  ...[hex('fffe0000'), hex('0000feff')],
  // Encrypted by PGP, S/MIME, age or OpenSSL.
  ...['PGP MESSAGE', 'PKCS7', 'CMS', 'AGE ENCRYPTED FILE'].map((label) => `-----BEGIN ${label}-----`),
  ...['age-encryption.org/', 'Salted__', 'U2FsdGVkX1'],
];

/** Adobe's readers accept a PDF that begins within the first 1,024 bytes. */
const pdf = '%PDF-';
const headBytes = 1_024;

/** Whether a file that begins so has content which a search for text does not see. */
export const isPacked = (head: Buffer): boolean => {
  const text = head.toString('latin1', 0, headBytes);
  return text.includes(pdf) || signatures.some((signature) => text.startsWith(signature));
};

/** RFC 1952 section 2.3.1: the magic number, and the one method of compression. */
export const isGzip = (head: Buffer): boolean => head.toString('hex', 0, 3) === '1f8b08';
