// The requests that every candidate gets, and what it must answer. Called by the measurements.
import { httpEvent } from '#tests/support/events.ts';
import { personAt } from '#tests/support/people.ts';

export type Exchange = { path: string; event: string; body: string };

const exchange = (path: string, query: string, body: unknown): Exchange => ({
  path: `${path}?${query}`,
  event: JSON.stringify(httpEvent(path, query)),
  body: JSON.stringify(body),
});

export const search = exchange('/search', `email=${personAt(0).email}`, personAt(0));

/** A page that the service knows to be the last: the stub gives one row more than `limit` asks for, as it is asked. */
export const page = (limit: number): Exchange =>
  exchange(
    '/users',
    `limit=${limit}`,
    Array.from({ length: limit }, (_, index) => personAt(index)),
  );

/** Throws when `answer`, of a Lambda function, is not 200 with the body that is expected. */
export const check = (name: string, answer: string, body: string | undefined): void => {
  const { statusCode, body: got } = JSON.parse(answer);
  if (statusCode === 200 && (body === undefined || got === body)) return;
  throw new Error(`${name} answered ${statusCode}: ${String(got).slice(0, 200)}`);
};
