import type { IncomingMessage } from 'node:http';
import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { createFunctionOperations } from './api/functionOperations.ts';
import { noContent, ok, operationWithBody } from './api/operation.ts';
import { createTraceOperations } from './api/traceOperations.ts';
import { createConsole, isConsoleRequest } from './console.ts';
import { exampleTrace } from './trace/exampleSpans.ts';
import { TraceRecorder } from './trace/traceRecorder.ts';

const recorder = new TraceRecorder();
for (const span of exampleTrace()) recorder.record(span);

const stack = { functions: [], queues: [], rules: [], buckets: [] };
const answer = createConsole({
  operations: [
    ...createTraceOperations(recorder),
    ...createFunctionOperations(stack, async () => 'null'),
    operationWithBody({
      key: 'POST /echo',
      summary: 'Echo',
      body: z.object({ a: z.int() }),
      answer: ({ body }) => ok(body),
    }),
  ],
  readPage: async (name) => (name === 'main.js' ? noContent : undefined),
});

const ask = async (url: string, { method = 'GET', headers = {}, body = '' } = {}) => {
  const request = { method, url, headers: { host: 'localhost:8123', ...headers } } as IncomingMessage;
  const answered = await answer(request, Buffer.from(body));
  return { ...answered, json: JSON.parse(String(answered.body) || '{}') };
};

test.each(['/_console', '/_console/', '/_console?a', '/_console/api/traces'])(
  '%s is of the console',
  (url) => {
    expect(isConsoleRequest({ url } as IncomingMessage)).toBe(true);
  },
);

test.each(['/', '/users', '/_consoles', '/x/_console'])('%s is not of the console', (url) => {
  expect(isConsoleRequest({ url } as IncomingMessage)).toBe(false);
});

test.each([
  ['another host', { host: 'users.example' }],
  ['a page of another origin', { origin: 'http://localhost:5173' }],
  ['a tag of another site', { 'sec-fetch-site': 'cross-site' }],
  ['a page of another port, which is the same site', { 'sec-fetch-site': 'same-site' }],
])('%s is refused', async (_who, headers) => {
  expect((await ask('/_console/api/traces', { headers })).status).toBe(403);
  expect((await ask('/_console/main.js', { headers })).status).toBe(403);
});

test('traces are filtered', async () => {
  const names = async (filter: string) =>
    (await ask(`/_console/api/traces?filter=${encodeURIComponent(filter)}`)).json.traces.length;
  expect(await names('status:2xx')).toBe(1);
  expect(await names('status:5xx')).toBe(0);
});

test('a filter that is none is answered 400 with what would be right', async () => {
  const { status, json } = await ask('/_console/api/traces?filter=is:bad');
  expect(status).toBe(400);
  expect(json.message).toMatch(/^is: is one of error, /);
});

test('a trace is found by the id of its request', async () => {
  const { json } = await ask('/_console/api/traces/a-request');
  expect(json.summary).toMatchObject({
    name: 'GET /search?email=homer%40thesimpsons.com',
    status: 200,
    errors: 2,
  });
  expect(json.spans).toHaveLength(5);
});

test('log lines say whose they are', async () => {
  const { json } = await ask('/_console/api/logs?request=a-request');
  expect(json.lines).toEqual([expect.objectContaining({ function: 'searchUser', line: '{"status":200}' })]);
});

test('what was exported can be imported', async () => {
  const { body } = await ask('/_console/api/v1/traces');
  recorder.clear();
  expect((await ask('/_console/api/v1/traces', { method: 'POST', body: String(body) })).status).toBe(200);
  expect(recorder.find('a-request')?.spans).toHaveLength(5);
});

test.each([
  ['POST', '/_console/api/echo', 'no json', 400],
  ['POST', '/_console/api/echo', '{"a":1.5}', 400],
  ['POST', '/_console/api/echo', '{"a":1}', 200],
  ['GET', '/_console/api/traces/%zz', '', 400],
  ['GET', '/_console/api/traces/unknown', '', 404],
  ['GET', '/_console/api/nothing', '', 404],
  ['POST', '/_console/api/functions/none/invocations', '{"event":1}', 404],
  ['GET', '/_console/nothing.js', '', 404],
])('%s %s with the body %j is answered %i', async (method, url, body, status) => {
  expect((await ask(url, { method, body })).status).toBe(status);
});

test('the document describes every operation', async () => {
  const { json } = await ask('/_console/api/openapi.json');
  expect(Object.keys(json.paths)).toEqual(
    expect.arrayContaining(['/traces', '/traces/{id}', '/logs', '/v1/traces', '/stack', '/echo']),
  );
  expect(json.paths['/echo'].post.requestBody.content['application/json'].schema.properties.a.type).toBe(
    'integer',
  );
});
