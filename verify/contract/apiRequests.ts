// Requests that callers may send, right and wrong.
import fc from 'fast-check';
import type { ApiRequest } from './publishedApi.ts';

const headers = {};
const anyText = fc.string({ unit: 'binary', maxLength: 30 });
const wellFormed = anyText.filter((text) => text.isWellFormed());

const addresses = (known: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...known),
    fc.constantFrom(...known).map((address) => ` ${address.toUpperCase()} `),
    wellFormed,
    fc.integer({ min: 250, max: 260 }).map((length) => 'a'.repeat(length)),
    fc.constantFrom('', ' ', '\0', 'ü@x', '😀@x'),
  );

const limit = fc.oneof(
  fc.integer({ min: 1, max: 1_000 }).map(String),
  fc.constantFrom('0', '1', '1000', '1001', '-1', '1.5', '1e2', '0x10', ' 5', '', '９', '00005', 'NaN'),
);

const query = (fields: Record<string, fc.Arbitrary<string>>): fc.Arbitrary<string> =>
  fc
    .record(fields, { requiredKeys: [] })
    .map((values) => new URLSearchParams(values as Record<string, string>).toString());

const get = (path: string, queries: fc.Arbitrary<string>): fc.Arbitrary<ApiRequest> =>
  fc.record({
    method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD'),
    path: fc.constant(path),
    query: queries,
    headers: fc.constant(headers),
    body: fc.constant(undefined),
  });

const json = { 'content-type': 'application/json' };
const mediaTypes = fc.constantFrom(
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/jsonp',
  '',
);

const bodies = (email: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: email.map((address) => JSON.stringify({ email: address })) },
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.jsonValue().map((value) => JSON.stringify({ email: value })),
    email.map((address) => JSON.stringify({ email: address, other: 1 })),
    fc.constantFrom('', '{', '{"email":', 'null', '[]', '{"email":"a@x"}x', '{"email":"\\ud800"}'),
    fc.constant(JSON.stringify({ email: 'a@x', other: 'x'.repeat(4_096) })),
  );

const post = (email: fc.Arbitrary<string>) =>
  fc.record({
    method: fc.constant('POST'),
    path: fc.constant('/search'),
    query: fc.constant(''),
    headers: fc.oneof(
      { weight: 5, arbitrary: fc.constant<Record<string, string>>(json) },
      fc.constant({ 'content-type': 'application/json; charset=utf-8' }),
      mediaTypes.map((type) => ({ 'content-type': type })),
    ),
    body: bodies(email),
  });

export type Known = {
  /** Addresses of people who are there. */
  emails: readonly string[];
  /** A cursor that an answer gave. */
  cursor: string;
};

/** Requests whose queries are well-formed, or whose bodies are sent as JSON of a length that is taken. */
export const wholeRequests = ({ emails, cursor }: Known): fc.Arbitrary<ApiRequest> => {
  const email = addresses(emails);
  return fc.oneof(
    get('/users', query({ limit, after: fc.constant(cursor) })),
    get('/search', query({ email })),
    post(email).filter(({ headers: sent, body: text }) => sent === json && text.length <= 4_096),
  );
};

/** Requests of every kind, right and wrong. */
export const anyRequests = (known: Known): fc.Arbitrary<ApiRequest> =>
  fc.oneof(
    wholeRequests(known),
    post(addresses(known.emails)),
    get('/users', query({ limit, after: wellFormed })),
    get('/users', fc.constantFrom('Limit=2', 'limit=1&limit=2', 'AFTER=x', 'other=1', 'limit=%zz', '&&=&')),
    get('/search', fc.constantFrom('Email=a@x', 'email=a@x&email=b@x', 'email=%ff', 'email=a+b@x', 'email')),
    fc.record({
      method: fc.constantFrom('PUT', 'DELETE', 'PATCH'),
      path: fc.constantFrom('/users', '/search'),
      query: fc.constant(''),
      headers: fc.constant(headers),
      body: fc.constantFrom(undefined, '{}'),
    }),
    fc.constant({ method: 'POST', path: '/users', query: '', headers: json, body: '{}' }),
  );
