// The words of the HTTP API's document: summaries, examples and answers that no schema states.
import * as z from 'zod/mini';
import type { ErrorCode } from '#layers/base/errors/publicError.ts';
import type { Method } from '#layers/entry/http/readInput.ts';
import type { User } from '#layers/people/user.ts';

/** The answers' user, as `publicUser` makes it. */
const user: z.ZodMiniType<User> = z.object({ email: z.string(), phoneNumber: z.string() });

export type OperationText = {
  summary: string;
  description: string;
  /** The schema of a success's body. */
  answer: z.ZodMiniType;
  /** Whether a success may carry the `Link` to a next page. */
  pages?: true;
  /** Errors of the catalogue beside those of every route. */
  errors: readonly ErrorCode[];
  /** What is said of one method alone. */
  byMethod: Readonly<Partial<Record<Method, string>>>;
  /** The example of a body, for POST. */
  bodyExample?: (people: readonly User[]) => unknown;
  /** What each member of the request is, by its name. */
  members: Readonly<Record<string, string>>;
};

/** The texts of an operation, by the function's name. A function that is not here is documented by its declaration and its schema alone. */
export const operations: Readonly<Record<string, OperationText>> = {
  getUsers: {
    summary: 'Lists the users, page by page',
    description: 'In insertion order. While more users follow, `Link` names the next page.',
    answer: z.array(user),
    pages: true,
    errors: [],
    byMethod: { GET: 'HEAD answers as GET, without a body.' },
    members: {
      limit: 'The most users of a page.',
      after: 'The cursor in the `Link` header of an earlier page. It is opaque: do not make one.',
    },
  },
  searchUser: {
    summary: 'Finds one user by e-mail address',
    description:
      'Letter case and surrounding spaces do not count. Whoever `/users` lists is found by the address shown.',
    answer: user,
    errors: ['UserNotFound'],
    byMethod: {
      GET: 'HEAD answers as GET, without a body. POST is preferred: URLs are kept in histories and logs, bodies are not.',
      POST: 'Preferred to GET: URLs are kept in histories and logs, bodies are not.',
    },
    bodyExample: ([user]) => ({ email: user?.email }),
    members: { email: 'The address, 254 characters at most without surrounding spaces.' },
  },
};
