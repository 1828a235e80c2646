// The rule for addresses of people who are new: RFC 5321 and 6531, less what lists and names add.
import { domainToASCII } from 'node:url';
import { invisible, unwrapText } from './unwrapText.ts';

/**
 * The rule of addresses that the database, Unicode's form NFC or a domain's ASCII form turns into another one, as K (U+212A)
 * becomes k: they would reach a person who is shown with other letters.
 */
export const lookalikeRule = 'must not contain characters that become ASCII ones, such as U+212A';

// https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1
const maxOctets = 254;
const maxLocalOctets = 64;

type Parts = {
  sent: string;
  /** A quoted string with its quotes, such as `"john doe"`, or what else stands before the first @. */
  local: string;
  /** What follows a quoted string, else everything. */
  unquoted: string;
  /** What follows the @ after the local part. */
  domain: string;
};

const quotedString = /^"(?:[^"\\]|\\[ -~])*"(?=@)/;

const split = (sent: string): Parts => {
  const quoted = quotedString.exec(sent)?.[0] ?? '';
  const unquoted = sent.slice(quoted.length);
  const [local = '', ...domain] = unquoted.split('@');
  return { sent, local: quoted || local, unquoted, domain: domain.join('@') };
};

// All characters that NFC, or the database's LOWER, turns into ASCII: İ, Greek question mark, varia, Kelvin sign.
const becomesAscii = /[\u0130\u037e\u1fef\u212a]/;

/** Whether the ASCII form of a domain's label is plain letters, as that of full-width ones, or has a dot (U+2024). */
const hasPlainForm = (label: string): boolean =>
  /[^\0-\x7f]/.test(label) &&
  (/^(?!.*xn--)./.test(domainToASCII(label)) || label.normalize('NFKC').includes('.'));

const isLookalike = ({ sent }: Parts): boolean =>
  becomesAscii.test(sent + sent.normalize('NFC')) ||
  split(unwrapText(sent)).domain.split('.').some(hasPlainForm);

/** They shape the letters of some scripts. */
const joiners = /(?<=[\p{M}[\p{sc=Arab}&&\p{L}]])[\u200c\u200d]/gv;

/** Spaces are allowed within a quoted string, and joiners where they do something. */
const hasInvisible = ({ sent, local, unquoted }: Parts): boolean =>
  /\p{Cc}/u.test(sent) ||
  invisible.test((unquoted === sent ? sent : local.replaceAll(' ', '') + unquoted).replace(joiners, ''));

/** The signs of a lost character, and UTF-8 that was read as Latin-1. */
const misread = /[\ufffc\ufffd]|[\u00c2-\u00f4][\u0080-\u00bf]/;

const atoms = /^[\w!#$%&'*+\-./?^`{}~\u0080-\u{10ffff}]+$/u;
const labels = /^(?:(?!-)(?:[\w-]|[^\0-\x7f\p{Pi}\p{Pf}\p{Ps}\p{Pe}])+(?<!-)(?:\.(?!$)|$))+$/u;

const octets = (text: string): number => Buffer.byteLength(text);

/** In the order in which they are named. */
const rules: readonly (readonly [isBroken: (parts: Parts) => boolean, sentence: string])[] = [
  [isLookalike, lookalikeRule],
  [
    ({ sent }) => unwrapText(sent) !== sent,
    'must not have white space, invisible characters or quotes around it',
  ],
  [
    ({ unquoted }) => /[<>()[\],;:|=]/.test(unquoted),
    'must be an address alone, without < > ( ) [ ] , ; : | =',
  ],
  [({ unquoted }) => !unquoted.includes('@'), 'must contain an @'],
  [({ domain }) => domain.includes('@'), 'must not contain more than one @'],
  [hasInvisible, 'must not contain white space, control or invisible characters'],
  [({ sent }) => misread.test(sent), 'must not contain characters that were read in a wrong encoding'],
  [
    ({ local }) => local === '' || octets(local) > maxLocalOctets,
    `must have 1 to ${maxLocalOctets} bytes before the @`,
  ],
  [
    ({ sent, local, unquoted }) => unquoted === sent && !atoms.test(local),
    "must have letters, digits and .!#$%&'*+-/?^_`{}~ before the @, or a text in quotes",
  ],
  [
    ({ domain }) => !labels.test(domain),
    'must have a domain after the @: letters, digits, - and _, between single dots',
  ],
  [({ sent }) => octets(sent) > maxOctets, `must not be longer than ${maxOctets} bytes`],
];

/** Returns the first rule that an address breaks as it was sent: a sentence without its subject, and nothing of the address. */
export const findBrokenAddressRule = (sent: string): string | undefined => {
  const parts = split(sent);
  return rules.find(([isBroken]) => isBroken(parts))?.[1];
};
