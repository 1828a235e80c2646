// The HTTP API of `npm start` as API Gateway is: what it passes on, adds, and answers itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request as sendRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { freePort } from 'data-api-emulator';
import { sameHeaders } from '#layers/entry/http/respond.ts';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';
import { people } from '#tests/support/people.ts';

let checkout: Checkout;
let started: Started;

/** Returns its event, or fails as the event says. */
const probe = `
import * as z from 'zod/mini';
import { createHandler } from '#layers/entry/http/createHandler.ts';

const schema = { request: z.object({}), response: (body) => body };
const answerLong = createHandler(schema, () => async () => ({ body: 'ü'.repeat(5_000) }), () => ({}));

export const handler = async (event, context) => {
  const text = event.rawQueryString ?? '';
  if (text === 'throw') throw new Error('secret');
  if (text === 'crash') return new Promise(() => setImmediate(() => { throw new Error('secret'); }));
  if (text === 'exit') process.exit(0);
  if (text === 'long') return answerLong(event, context);
  if (text === 'cookies') return { statusCode: 200, cookies: ['a=1; Path=/', 'b=2'] };
  return event;
};
`;

beforeAll(async () => {
  checkout = await copyCheckout();
  await writeFile(join(checkout.folder, 'functions/getUsers/handler.ts'), probe);
  started = await npmStart(checkout.folder);
  await started.until(/Ready/);
});

afterAll(async () => {
  await started?.end();
  await checkout?.remove();
});

const request = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${started.port}${path}`, init);
const eventOf = async (path: string): Promise<APIGatewayProxyEventV2> =>
  (await request(path)).json() as Promise<APIGatewayProxyEventV2>;

test('the query string arrives as it was sent', async () => {
  const query = 'a=%20b+c%2B&a=2&%E2%82%AC&d=%zz';
  expect((await eventOf(`/users?${query}`)).rawQueryString).toBe(query);
});

test('header lines that were sent twice arrive joined', async () => {
  const headers = ['host', 'localhost', 'x-probe', 'one', 'X-Probe', 'two', 'cookie', 'a=1; b=2'];
  const sent = sendRequest({ host: '127.0.0.1', port: started.port, path: '/users', headers }).end();
  const [response] = await once(sent, 'response');
  const event = JSON.parse(Buffer.concat(await response.toArray()).toString()) as APIGatewayProxyEventV2;
  expect(event.headers['x-probe']).toBe('one,two');
  expect(event.cookies).toEqual(['a=1', 'b=2']);
});

test('each request has an id and a time of its own', async () => {
  const before = Date.now();
  const events = [await eventOf('/users'), await eventOf('/users')];
  const contexts = events.map((event) => event.requestContext);
  expect(new Set(contexts.map(({ requestId }) => requestId)).size).toBe(2);
  for (const { timeEpoch } of contexts) expect(timeEpoch).toBeGreaterThanOrEqual(before);
});

test('an answer has the headers of the function, and those of API Gateway', async () => {
  const response = await request(`/search?email=${people[0]?.email}`);
  const own = ['date', 'connection', 'keep-alive'];
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !own.includes(name)));
  expect(headers).toEqual({
    'content-type': 'application/json',
    'content-length': String(JSON.stringify(people[0]).length),
    ...sameHeaders,
    'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
    'apigw-requestid': expect.stringMatching(/^[\w+/]{15}=$/),
  });
});

test('each cookie is a header', async () => {
  expect((await request('/users?cookies')).headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
});

test('a range is ignored', async () => {
  const response = await request(`/search?email=${people[0]?.email}`, { headers: { range: 'bytes=0-3' } });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(people[0]);
});

test('HEAD has the headers of GET', async () => {
  const path = `/search?email=${people[0]?.email}`;
  const [head, get] = [await request(path, { method: 'HEAD' }), await request(path)];
  expect(head.status).toBe(200);
  expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
});

test.each(['br', 'gzip'])('a long answer of a function arrives compressed with %s', async (encoding) => {
  const headers = { 'accept-encoding': encoding };
  const [get, head] = [
    await request('/users?long', { headers }),
    await request('/users?long', { method: 'HEAD', headers }),
  ];
  expect(get.headers.get('content-encoding')).toBe(encoding);
  expect(Number(get.headers.get('content-length'))).toBeLessThan(1_000);
  expect(head.headers.get('content-encoding')).toBe(encoding);
  expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
  expect(await get.json()).toBe('ü'.repeat(5_000));
});

test('a long answer arrives as it is for a caller that takes no compression', async () => {
  const response = await request('/users?long', { headers: { 'accept-encoding': 'identity' } });
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(response.headers.get('content-length')).toBe('10002');
});

test.each(['/users/', '/Users', '//users', '/users/1', '/'])(
  '%s has no route, and is answered 404',
  async (path) => {
    const response = await request(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toBe('{"message":"Not Found"}');
  },
);

test('OPTIONS is answered by the function where CORS is not configured', async () => {
  const response = await request('/search', { method: 'OPTIONS' });
  expect(response.status).toBe(204);
  expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
});

test.each(['throw', 'crash', 'exit'])(
  'a function that ends by %s is answered 500, and answers the next request',
  async (how) => {
    const response = await request(`/users?${how}`);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"message":"Internal Server Error"}');
    expect((await request('/users')).status).toBe(200);
  },
);

test('sls offline alone serves the same API, closed to other origins', async () => {
  const port = await freePort();
  const sls = join(checkout.folder, 'node_modules/serverless/bin/serverless.js');
  const ports = ['--httpPort', String(port), '--lambdaPort', String(await freePort())];
  // The `npm start` of the same checkout lends its database.
  const offline = spawn(process.execPath, [sls, 'offline', ...ports], { cwd: checkout.folder });
  try {
    let printed = '';
    await new Promise<void>((resolve) => {
      offline.stderr.on('data', (data) => {
        printed += data;
        if (printed.includes(`Server ready: http://localhost:${port}`)) resolve();
      });
    });
    const url = `http://localhost:${port}/search?email=${people[0]?.email}`;
    expect(await (await fetch(url)).json()).toEqual(people[0]);
    expect((await fetch(url, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
  } finally {
    offline.kill();
    await once(offline, 'exit');
  }
});

test.each([
  ['throw', 'Error: secret'],
  ['crash', 'Error: secret'],
  ['exit', 'Runtime.ExitError: The function ended its process.'],
])('a trace says of a function that does %s why it failed, as its answer does not', async (how, reason) => {
  const answer = await request(`/users?${how}`);
  expect(await answer.text()).not.toContain('secret');
  const id = encodeURIComponent(answer.headers.get('apigw-requestid') as string);
  const trace = await (await request(`/_console/api/traces/${id}?wait=true`)).json();
  expect(trace).toMatchObject({ summary: { status: 500, isError: true, error: reason } });
});
