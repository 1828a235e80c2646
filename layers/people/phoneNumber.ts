// Phone numbers, and the rule that refuses what spreadsheets and databases write in their place.

import * as z from 'zod/mini';
import { unwrapText } from './unwrapText.ts';

/** Longest phone number as stored, in characters. E.164 needs 16; the rest is room for people's punctuation. */
export const maxPhoneNumberLength = 64;

/**
 * The form in which phone numbers get in: without white space, invisible characters and quotes around them, and without the
 * apostrophe by which programs keep a spreadsheet from taking them for formulas.
 */
export const normalizePhoneNumber = (sent: string): string =>
  unwrapText(sent).replace(/^'(?=[=+@-])/, '') || sent;

const ifNormalized = (rule: (phoneNumber: string) => boolean) => (sent: string) =>
  rule(normalizePhoneNumber(sent));

/** A phone number as it was sent, normalized 1 to 64 characters. */
export const phoneNumber = z
  .string({ error: ({ input }) => (input === undefined ? 'is required' : 'must be a string') })
  .check(
    z.refine((text) => text.isWellFormed(), { error: 'must be well-formed Unicode', abort: true }),
    z.refine((text) => text !== '', { error: 'must not be empty' }),
    z.refine(
      ifNormalized((text) => [...text].length <= maxPhoneNumberLength),
      { error: `must not be longer than ${maxPhoneNumberLength} characters`, abort: true },
    ),
    z.refine(
      ifNormalized((text) => !/\p{Cc}/u.test(text)),
      { error: 'must not contain control characters' },
    ),
  );

const number = String.raw`[+\-\u2212]?\p{Nd}+`;
const mark = String.raw`[^\p{L}\p{Nd}]*`;
/** `4.91512E+11`, also with a comma, with spaces, in brackets or as `4.9 x 10^11`. */
const scientific = new RegExp(
  String.raw`^${mark}${number}(?:[.,]\p{Nd}+)?\s*(?:e|[\xd7x*]\s*10\^)\s*${number}${mark}$`,
  'iu',
);
/** `4915112345678.0` */
const float = new RegExp(`^${number}[.,]0+$`, 'u');

/** Full-width letters, digits and signs are the plain ones. */
const plain = (text: string): string => text.normalize('NFKC');

const minDigits = 3;
const countDigits = (text: string): number => text.match(/\p{Nd}/gu)?.length ?? 0;

type Rule = readonly [isBroken: (phoneNumber: string) => boolean, sentence: string];

const rules: readonly Rule[] = [
  [(text) => text.includes('@'), 'must not be an e-mail address'],
  [(text) => plain(text).startsWith('='), 'must not be a formula'],
  [
    (text) => scientific.test(plain(text)) || float.test(plain(text)),
    'must be as it is dialled, not 4.9E+11 or 49.0: format the column in the spreadsheet as a number without decimals',
  ],
  [(text) => normalizePhoneNumber(text) !== text, 'must not be in quotes'],
  [(text) => countDigits(text) < minDigits, `must have at least ${minDigits} digits`],
  [(text) => /^#\p{L}/u.test(text), 'must not be the error of a spreadsheet'],
  [(text) => /[<>]/.test(text), 'must be a number alone, without < and >'],
  [(text) => /[\ufffc\ufffd]/.test(text), 'must not contain characters that were read in a wrong encoding'],
];

/** Returns the first rule that a normalized number breaks: a sentence without its subject, and nothing of the number. */
export const findBrokenNumberRule = (phoneNumber: string): string | undefined =>
  rules.find(([isBroken]) => isBroken(phoneNumber))?.[1];
