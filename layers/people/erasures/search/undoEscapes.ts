// Undoes the escapes in which formats of text write characters.
import { decodeBytes } from './decodeBytes.ts';

/** Marks of HTML's names such as `&uuml;`: https://html.spec.whatwg.org/multipage/named-characters.html */
const marks: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  caron: '\u030c',
  cedil: '\u0327',
};
const names: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  commat: '@',
  lowbar: '_',
  period: '.',
  quot: '"',
  szlig: 'ß',
};

const toCharacter = (digits: string, base: number): string => {
  const point = Number.parseInt(digits, base);
  return point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
};

/** Any other entity is taken for a delimiter, as `&lt;` and `&nbsp;` are. */
const toEntity = (name: string): string => {
  const mark = marks[name.slice(1)];
  return names[name] ?? (mark ? `${name[0]}${mark}` : ' ');
};

const toText = (run: string): string => decodeBytes(Buffer.from(run.replace(/[%=]/g, ''), 'hex'));

/** What a text must have for its escapes to be looked for, which is faster; and what undoes them. */
type Format = { sign: string; undo: (text: string) => string };

const formats: readonly Format[] = [
  {
    // LDIF: RFC 2849. First, since base64 may end with the sign of quoted-printable.
    sign: '::',
    undo: (text) =>
      text.replace(
        /:: ?([a-z\d+/]{4,}={0,2})(?![\w+/=])/gi,
        (_value, base64: string) => ` ${decodeBytes(Buffer.from(base64, 'base64'))}`,
      ),
  },
  {
    // JSON and the strings of programs, however often they are escaped.
    sign: '\\',
    undo: (text) =>
      text
        .replace(/\\+u([\da-f]{4})/gi, (_escape, digits: string) => toCharacter(digits, 16))
        .replace(/\\+x([\da-f]{2})/gi, (_escape, digits: string) => toCharacter(digits, 16))
        .replace(/\\+[nrtbfv0Z]/g, ' ')
        .replace(/\\+(?=["'/])/g, ''),
  },
  // URLs: RFC 3986 section 2.1.
  { sign: '%', undo: (text) => text.replace(/(?:%[\da-f]{2})+/gi, toText) },
  {
    // Quoted-printable, with its soft line breaks: RFC 2045 section 6.7.
    sign: '=',
    undo: (text) => text.replace(/=\r?\n/g, '').replace(/(?:=[\dA-F]{2})+/g, toText),
  },
  {
    // HTML and XML.
    sign: '&',
    undo: (text) =>
      text
        .replace(/&#(\d{1,7});/g, (_entity, digits: string) => toCharacter(digits, 10))
        .replace(/&#x([\da-f]{1,6});/gi, (_entity, digits: string) => toCharacter(digits, 16))
        .replace(/&([a-z]{2,8});/gi, (_entity, name: string) => toEntity(name)),
  },
  // CSV: RFC 4180 section 2.
  { sign: '""', undo: (text) => text.replace(/"{2,}/g, '"') },
  // The folded lines of LDIF, vCard and mail.
  { sign: '\n ', undo: (text) => text.replace(/\r?\n /g, '') },
  { sign: '\n\t', undo: (text) => text.replace(/\r?\n\t/g, '') },
];

/** Characters that nobody sees, of the category Cf. */
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/g;

const undoOnce = (text: string): string =>
  formats.reduce((undone, { sign, undo }) => (undone.includes(sign) ? undo(undone) : undone), text);

/** What is escaped more often, such as JSON in CSV in a URL in XML, is nobody's export. */
const maxTimes = 3;

/** Returns the text without escapes, and with escapes of escapes undone. A text without any is returned as it is. */
export const undoEscapes = (text: string): string => {
  let current = text.replace(invisible, '');
  for (let times = 0; times < maxTimes; times += 1) {
    const undone = undoOnce(current);
    if (undone === current) break;
    current = undone;
  }
  return current;
};
