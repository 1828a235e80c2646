// The requests that every candidate gets, and the answers that are right.
import { httpEvent } from '#tests/support/events.ts';
import { personAt } from '#tests/support/people.ts';
import type { Exchange } from './program.ts';

/** A request for `path` that is answered with 200 and `body` as JSON. */
export const createExchange = (path: string, query: string, body: unknown): Exchange => ({
  path: `${path}?${query}`,
  event: JSON.stringify(httpEvent(path, query)),
  expected: { statusCode: 200, body: JSON.stringify(body) },
});

export const search = createExchange('/search', `email=${personAt(0).email}`, personAt(0));

/** The first `limit` people. */
export const page = (limit: number): Exchange =>
  createExchange(
    '/users',
    `limit=${limit}`,
    Array.from({ length: limit }, (_, index) => personAt(index)),
  );

/** For programs that answer something of their own. */
export const anyAnswer: Exchange = { ...page(5), expected: { statusCode: 200 } };
