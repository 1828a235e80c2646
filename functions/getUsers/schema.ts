// The request and the response of GET /users.
import * as z from 'zod/mini';
import { publicUser, type User } from '#layers/people/user.ts';
import { cursor } from './cursor.ts';

export const maxLimit = 1_000;

const rule = `must be a whole number from 1 to ${maxLimit}`;

/** A query string gives digits, a direct invocation a number. */
const limit = z
  .union([z.number(), z.pipe(z.string().check(z.regex(/^\d{1,4}$/)), z.transform(Number))], {
    error: ({ input }) => (Array.isArray(input) ? 'must be given once' : rule),
  })
  .check(z.refine((value) => Number.isInteger(value) && value >= 1 && value <= maxLimit));

export const getUsersSchema = {
  request: z.object(
    { limit: z._default(limit, maxLimit), after: z.optional(cursor) },
    { error: 'must be an object' },
  ),
  response: (users: User[]) => users.map(publicUser),
};
