// A user of the directory, and the rule for a usable e-mail address.
import * as z from 'zod/mini';

/** Longest e-mail address, in characters: RFC 5321 section 4.5.3.1.3 (a path of 256 octets less its brackets). */
export const maxEmailLength = 254;

/** Longest phone number as stored, in characters. E.164 needs 16; the rest is room for people's punctuation. */
export const maxPhoneNumberLength = 64;

export type User = { email: string; phoneNumber: string };

/** Returns the members that callers may see, and no others that a repository may know. */
export const publicUser = ({ email, phoneNumber }: User): User => ({ email, phoneNumber });

/**
 * An e-mail address to search for, trimmed and in Unicode form NFC. It demands only what every address has, so that none
 * in the directory is unreachable. It keeps the letter case, which the database ignores.
 */
export const email = z
  .string({
    error: ({ input }) =>
      input === undefined ? 'is required' : Array.isArray(input) ? 'must be given once' : 'must be a string',
  })
  .check(
    z.refine((text) => text.isWellFormed(), { error: 'must be well-formed Unicode', abort: true }),
    z.trim(),
    z.normalize('NFC'),
    z.refine((text) => text !== '', { error: 'must not be empty', abort: true }),
    z.refine((text) => [...text].length <= maxEmailLength, {
      error: `must not be longer than ${maxEmailLength} characters`,
      abort: true,
    }),
    z.refine((text) => !/\p{Cc}/u.test(text), { error: 'must not contain control characters', abort: true }),
    z.refine((text) => text.includes('@'), { error: 'must contain an @' }),
  );
