// A user of the directory, and the forms of an e-mail address.
import { domainToASCII, domainToUnicode } from 'node:url';
import * as z from 'zod/mini';

/** Longest e-mail address, in characters: RFC 5321 section 4.5.3.1.3 (a path of 256 octets less its brackets). */
export const maxEmailLength = 254;

export type User = { email: string; phoneNumber: string };

/** Returns the members that callers may see, and no others that a repository may know. */
export const publicUser = ({ email, phoneNumber }: User): User => ({ email, phoneNumber });

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

// The conversion parses its input as the host of a URL: `1.2.3` becomes `1.2.0.3`, and `a/b` becomes `a`.
const isConvertible = (domain: string): boolean =>
  /^[\w.\u0080-\u{10ffff}-]+$/u.test(domain) && (!isAscii(domain) || /xn--/i.test(domain));

/**
 * Both forms of an internationalized domain, `bücher.example` and `xn--bcher-kva.example`: the address with the ASCII form of
 * its domain, then with the Unicode form. None of another domain, nor of one
 * that has no ASCII form (RFC 5891, UTS 46).
 */
export const domainForms = (email: string): string[] => {
  const at = email.lastIndexOf('@') + 1;
  const domain = email.slice(at);
  const ascii = isConvertible(domain) ? domainToASCII(domain) : '';
  if (!ascii.includes('xn--')) return [];
  const unicode = domainToUnicode(ascii);
  // Letters may become the beginning of a label that is none.
  if (![ascii, unicode].every((form) => domainToASCII(form) === ascii)) return [];
  return [ascii, unicode].map((form) => email.slice(0, at) + form);
};

/** The address with its domain in the form, of the two, in which it was sent. */
export const normalizeDomain = (email: string): string => {
  const [ascii, unicode] = domainForms(email);
  return (isAscii(email.slice(email.lastIndexOf('@'))) ? ascii : unicode) ?? email;
};

const toText = (sent: string): string => sent.trim().normalize('NFC');

/**
 * The form in which addresses get in: trimmed, Unicode form NFC, an internationalized domain in lower case. The letter case of
 * the rest stays; the database ignores it.
 */
export const normalizeEmail = (sent: string): string => normalizeDomain(toText(sent));

export const isShortEmail = (text: string): boolean =>
  text.length <= maxEmailLength || [...text].length <= maxEmailLength;

/**
 * The spellings under which the directory may hold the address that was sent: that very text, since a table may have been
 * adopted with addresses in any form, the form in which it gets in, and both forms of an internationalized domain.
 */
export const spellingsOf = (sent: string): string[] => {
  const text = toText(sent);
  const normalized = normalizeDomain(text);
  return [...new Set([sent, text, normalized, ...domainForms(normalized)])].filter(isShortEmail);
};

const emailText = z
  .string({
    error: ({ input }) =>
      input === undefined ? 'is required' : Array.isArray(input) ? 'must be given once' : 'must be a string',
  })
  .check(z.refine((text) => text.isWellFormed(), { error: 'must be well-formed Unicode', abort: true }));

const tooLong = `must not be longer than ${maxEmailLength} characters`;

/**
 * Schema of an address to look up: accepts every address that a row can have, so that every listed user can be found and
 * deleted by the address shown.
 */
export const email = emailText.check(
  z.refine((sent) => !/^ *$/.test(sent), { error: 'must not be empty' }),
  z.refine((sent) => spellingsOf(sent).length > 0, { error: tooLong }),
);
