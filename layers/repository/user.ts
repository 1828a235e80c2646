// A user of the directory, and the rules for e-mail addresses and phone numbers.
import * as z from 'zod/mini';

/** Longest e-mail address, in characters: RFC 5321 section 4.5.3.1.3 (a path of 256 octets less its brackets). */
export const maxEmailLength = 254;

/** Longest phone number as stored, in characters. E.164 needs 16; the rest is room for people's punctuation. */
export const maxPhoneNumberLength = 64;

export type User = { email: string; phoneNumber: string };

/** Returns the members that callers may see, and no others that a repository may know. */
export const publicUser = ({ email, phoneNumber }: User): User => ({ email, phoneNumber });

/** The form in which addresses get in: trimmed, Unicode form NFC. Letter case stays; the database ignores it. */
export const normalizeEmail = (sent: string): string => sent.trim().normalize('NFC');

const isShort = (text: string): boolean => [...text].length <= maxEmailLength;

/**
 * The spellings under which the directory may hold the address that was sent: that very text, since a table may have been
 * adopted with addresses in any form, and the form in which it gets in.
 */
export const spellingsOf = (sent: string): string[] =>
  [...new Set([sent, normalizeEmail(sent)])].filter(isShort);

const emailText = z
  .string({
    error: ({ input }) =>
      input === undefined ? 'is required' : Array.isArray(input) ? 'must be given once' : 'must be a string',
  })
  .check(z.refine((text) => text.isWellFormed(), { error: 'must be well-formed Unicode', abort: true }));

const tooLong = `must not be longer than ${maxEmailLength} characters`;

/**
 * The e-mail address, as it was sent, of somebody who may be there: every address that the directory can hold, so that
 * whoever is listed is found, and can be deleted, by the address shown.
 */
export const email = emailText.check(
  z.refine((sent) => !/^ *$/.test(sent), { error: 'must not be empty' }),
  z.refine((sent) => spellingsOf(sent).length > 0, { error: tooLong }),
);

const ifNormalized = (rule: (email: string) => boolean) => (sent: string) => rule(normalizeEmail(sent));

/** An e-mail address that may get in, as it was sent. The rules are for its normalized form, and hold for every address. */
export const newEmail = emailText.check(
  z.refine(
    ifNormalized((email) => email !== ''),
    { error: 'must not be empty', abort: true },
  ),
  z.refine(ifNormalized(isShort), { error: tooLong, abort: true }),
  z.refine(
    ifNormalized((email) => !/\p{Cc}/u.test(email)),
    {
      error: 'must not contain control characters',
      abort: true,
    },
  ),
  z.refine(
    ifNormalized((email) => email.includes('@')),
    { error: 'must contain an @' },
  ),
);

/** A phone number that gets in, 1 to 64 characters. */
export const phoneNumber = z
  .string({ error: ({ input }) => (input === undefined ? 'is required' : 'must be a string') })
  .check(
    z.refine((text) => text.isWellFormed(), { error: 'must be well-formed Unicode', abort: true }),
    z.refine((text) => text !== '', { error: 'must not be empty' }),
    z.refine((text) => [...text].length <= maxPhoneNumberLength, {
      error: `must not be longer than ${maxPhoneNumberLength} characters`,
      abort: true,
    }),
    z.refine((text) => !/\p{Cc}/u.test(text), { error: 'must not contain control characters' }),
  );
