import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { httpEvent } from '#tests/support/events.ts';
import { parseTraceparent, toHttpRequest } from './toInvocation.ts';

test('reads method, route, query string and body of an event of payload 2.0', () => {
  expect(toHttpRequest(httpEvent('/users', 'limit=2&after=x', 'HEAD'))).toEqual({
    method: 'HEAD',
    route: 'HEAD /users',
    rawQueryString: 'limit=2&after=x',
    pathParameters: {},
    headers: {},
    body: Buffer.from(''),
    requestId: 'gateway-request',
    traceId: undefined,
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
  expect(toHttpRequest({ ...httpEvent('/users'), rawQueryString })?.rawQueryString).toBe('');
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

test('reads the headers of the pipeline alone', () => {
  const headers = { 'content-type': 'text/plain', cookie: 'a=b' };
  expect(toHttpRequest({ ...httpEvent('/users'), headers })?.headers).toEqual({
    'content-type': 'text/plain',
  });
});

test.each([null, undefined, 7, { 'content-type': 7 }])('takes %j for no headers', (headers) => {
  expect(toHttpRequest({ ...httpEvent('/users'), headers })?.headers['content-type']).toBeUndefined();
});

test.each([
  ['text', '{"email":"ü"}', false],
  ['base64', Buffer.from('{"email":"ü"}').toString('base64'), true],
])('reads a body that arrives as %s', (_form, body, isBase64Encoded) => {
  const request = toHttpRequest({ ...httpEvent('/search', '', 'POST'), body, isBase64Encoded });
  expect(request?.body.toString()).toBe('{"email":"ü"}');
});

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';

test.each([
  `00-${traceId}-${parentId}-01`,
  `00-${traceId}-${parentId}-ff`,
  `01-${traceId}-${parentId}-00`,
  `01-${traceId}-${parentId}-00-more`,
  `fe-${traceId}-${parentId}-00-`,
])('reads the trace id of the traceparent header %s', (header) => {
  expect(parseTraceparent(header)).toBe(traceId);
});

test('reads a trace id that begins with a zero', () => {
  const early = `0${traceId.slice(1)}`;
  expect(parseTraceparent(`00-${early}-${parentId}-01`)).toBe(early);
});

test.each([
  undefined,
  '',
  traceId,
  `ff-${traceId}-${parentId}-01`,
  `00-${'0'.repeat(32)}-${parentId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${parentId}-01`,
  `00-${traceId}-${parentId}`,
  `00-${traceId}-${parentId}-01-more`,
  `00-${traceId}-${parentId}-01-`,
  `01-${traceId}-${parentId}-01more`,
  ` 00-${traceId}-${parentId}-01`,
  `00-${traceId}-${parentId}-01\n`,
  `00-${traceId}-${parentId}-01,00-${traceId}-${parentId}-01`,
])('ignores the traceparent header %j', (header) => {
  expect(parseTraceparent(header)).toBeUndefined();
});

test('a trace id is never anything but 32 hexadecimal digits', () => {
  const part = fc.oneof(
    fc.stringMatching(/^[0-9a-f]{1,40}$/),
    fc.constantFrom(traceId, parentId, '00'),
    fc.string(),
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('-')),
      (header) => {
        expect(parseTraceparent(header) ?? traceId).toMatch(/^[0-9a-f]{32}$/);
      },
    ),
  );
});
