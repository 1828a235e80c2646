import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { httpEvent } from '#tests/support/events.ts';
import { toHttpRequest } from './toHttpRequest.ts';

const queryOf = (rawQueryString: string) => toHttpRequest(httpEvent('/users', rawQueryString))?.query;

test('reads method, route, path and query of an event of payload 2.0', () => {
  expect(toHttpRequest(httpEvent('/users', 'limit=2&after=x', 'HEAD'))).toEqual({
    method: 'HEAD',
    route: 'HEAD /users',
    path: '/users',
    query: { limit: '2', after: 'x' },
    requestId: 'gateway-request',
  });
});

test.each([undefined, 7, '', 'homer@thesimpsons.com'])(
  'leaves out a request id that is none: %j',
  (requestId) => {
    const event = httpEvent('/users');
    const request = toHttpRequest({ ...event, requestContext: { ...event.requestContext, requestId } });
    expect(request).toMatchObject({ route: 'GET /users', requestId: undefined });
  },
);

test('names the route by its pattern, never by the path', () => {
  const event = { ...httpEvent('/users/homer@thesimpsons.com'), routeKey: 'GET /users/{email}' };
  expect(toHttpRequest(event)?.route).toBe('GET /users/{email}');
  expect(toHttpRequest({ ...event, routeKey: '$default' })?.route).toBe('GET $default');
});

test.each([null, undefined])('takes a query string that is %s for an empty one', (rawQueryString) => {
  expect(toHttpRequest({ ...httpEvent('/users'), rawQueryString })?.query).toEqual({});
});

test.each([
  undefined,
  null,
  'text',
  {},
  { email: 'a@b' },
  { version: '2.0' },
  { ...httpEvent('/users'), version: '1.0' },
  { ...httpEvent('/users'), requestContext: {} },
  { ...httpEvent('/users'), routeKey: undefined },
])('takes %j for a direct invocation', (event) => {
  expect(toHttpRequest(event)).toBeUndefined();
});

test('keeps all values of a repeated name', () => {
  expect(queryOf('email=a@b&limit=2&email=c@d')).toEqual({ email: ['a@b', 'c@d'], limit: '2' });
});

describe('the query', () => {
  const name = fc.stringMatching(/^[a-zé&=+%# ]{1,6}$/);
  const value = fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => text.isWellFormed());

  test('has every value that was written, in order, and an array only for a repeated name', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        const query = queryOf(new URLSearchParams(pairs).toString());
        const expected = Object.groupBy(pairs, ([key]) => key);
        expect(Object.keys(query ?? {}).sort()).toEqual(Object.keys(expected).sort());
        for (const [key, group] of Object.entries(expected)) {
          expect([query?.[key]].flat()).toEqual(group?.map(([, text]) => text));
          expect(Array.isArray(query?.[key])).toBe(group?.length !== 1);
        }
      }),
    );
  });

  test('is found in any text, however broken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const found of Object.values(queryOf(text) ?? {})) {
          for (const part of [found].flat()) expect(typeof part).toBe('string');
        }
      }),
    );
  });

  test.each(['__proto__', 'constructor', 'toString'])('holds a parameter named %s as any other', (text) => {
    const query = queryOf(`${text}=1`) ?? {};
    expect(Object.entries(query)).toEqual([[text, '1']]);
    expect(Object.getPrototypeOf(query)).toBe(Object.prototype);
  });
});
