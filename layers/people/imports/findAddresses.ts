// Finds what may be addresses in a row of a file, whatever is wrong with the row.
import { isUtf8 } from 'node:buffer';
import { maxEmailLength } from '#layers/people/user.ts';

/** Never part of an address without quotes: https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2 */
const delimiters = /[\s\p{C}\p{Z}"<>()[\]\\,;:\u2018-\u201f\u00ab\u00bb\ufffd]+/u;
/** May be part of an address, and often stands beside one. */
const looseDelimiters = /[\s\p{C}\p{Z}"<>()[\]\\,;:\u2018-\u201f\u00ab\u00bb\ufffd'`|/=?&{}]+/u;

const decode = (cell: Buffer): string =>
  isUtf8(cell) ? cell.toString() : new TextDecoder('windows-1252').decode(cell);

const trimEnds = (text: string): string => text.replace(/^\.+|\.+$/g, '');

const isAddress = (text: string): boolean =>
  /[^@]@[^@]/.test(text) && text.isWellFormed() && text.length <= 2 * maxEmailLength;

/** Also with the `@` of another text, since a look-up costs less than an address that is missed. */
export const findAddresses = (cells: readonly Buffer[]): string[] => {
  const texts = cells.map(decode).filter((text) => text.includes('@'));
  const found = texts.flatMap((text) => [
    text.trim().replace(/^'/, ''),
    ...text.split(delimiters),
    ...text.split(looseDelimiters).flatMap((part) => [part, trimEnds(part)]),
  ]);
  return [...new Set(found)].filter(isAddress);
};
