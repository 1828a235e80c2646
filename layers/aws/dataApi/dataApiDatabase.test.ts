// The adapter against servers that answer, and that misbehave as networks and gateways do.
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { systemClock } from '#layers/base/clock.ts';
import { resourceArn, secretArn } from '#local/environment.ts';
import { createFakeClock } from '#tests/support/fakeClock.ts';
import { listen } from '#tests/support/listen.ts';
import {
  createDataApiDatabase,
  type DataApiDatabase,
  readTimeoutMs,
  sendNoStatement,
  toSqlParameters,
  writeTimeoutMs,
} from './dataApiDatabase.ts';
import type { Database } from './database.ts';

let server: Server | undefined;
afterEach(() => {
  jest.useRealTimers();
  server?.closeAllConnections();
  server?.close();
});

const createAdapter = (endpoint: string, clock = systemClock): DataApiDatabase => {
  // The endpoint is left out, so that the one of the options counts.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  const options = { resourceArn, secretArn, database: 'users', region: 'eu-central-1', endpoint };
  return createDataApiDatabase({ ...options, clock });
};

const serve = async (listener: RequestListener, port = 0): Promise<string> => {
  server = createServer(listener);
  return `http://127.0.0.1:${await listen(server, port)}`;
};

const within = (ms: number) => ({ deadlineMs: Date.now() + ms });
const rows = JSON.stringify({ formattedRecords: '[{"one":"1"}]' });

/** Answers the first calls with a failure and the rest with one row; `calls` counts them. */
const failingFirst = (times: number, status: number, type: string | undefined, body: string) => {
  const seen = { calls: 0 };
  const listener: RequestListener = (_request, response) => {
    seen.calls += 1;
    if (seen.calls > times) response.end(rows);
    else response.writeHead(status, type ? { 'x-amzn-errortype': type } : {}).end(body);
  };
  return { seen, listener };
};

describe('a request', () => {
  /** Answers with `answer`, and keeps the paths and bodies that it was sent. */
  const recording = async (answer: object) => {
    const requests: { path: string | undefined; raw: string; body: unknown }[] = [];
    const url = await serve(async (request, response) => {
      const raw = await text(request);
      requests.push({ path: request.url, raw, body: JSON.parse(raw) });
      response.end(JSON.stringify(answer));
    });
    return { requests, database: createAdapter(url) };
  };

  test('to read asks for rows as JSON, with integers as text', async () => {
    const { requests, database } = await recording({ formattedRecords: '[{"id":"9007199254740993"}]' });
    const parameters = { email: 'a@b', after: 9_007_199_254_740_993n };
    expect(await database.query('SELECT …', parameters, within(5_000))).toEqual([{ id: '9007199254740993' }]);
    expect(requests[0]?.raw).toContain('"longValue":9007199254740993');
    expect(requests).toMatchObject([
      {
        path: '/Execute',
        body: {
          resourceArn,
          secretArn,
          database: 'users',
          sql: 'SELECT …',
          parameters: [
            { name: 'email', value: { stringValue: 'a@b' } },
            { name: 'after', value: { longValue: expect.any(Number) } },
          ],
          formatRecordsAs: 'JSON',
          resultSetOptions: { longReturnType: 'STRING' },
        },
      },
    ]);
  });

  test.each([true, false])(
    'to write says whether to continue after a timeout: %j',
    async (continueAfterTimeout) => {
      const { requests, database } = await recording({ numberOfRecordsUpdated: 3 });
      const options = { idempotent: true, continueAfterTimeout };
      expect(await database.execute('ALTER …', { a: null }, within(5_000), options)).toEqual({
        updatedRows: 3,
      });
      expect(requests.map(({ body }) => body)).toEqual([
        {
          resourceArn,
          secretArn,
          database: 'users',
          sql: 'ALTER …',
          parameters: [{ name: 'a', value: { isNull: true } }],
          continueAfterTimeout,
        },
      ]);
    },
  );

  test('to write does not continue after a timeout unless told so', async () => {
    const { requests, database } = await recording({ numberOfRecordsUpdated: 0 });
    await database.execute('INSERT …', {}, within(5_000), { idempotent: true });
    expect(requests).toMatchObject([{ body: { continueAfterTimeout: false } }]);
  });

  test('may be answered without rows and without a count', async () => {
    const { database } = await recording({});
    expect(await database.query('SELECT …', {}, within(5_000))).toEqual([]);
    expect(await database.execute('SET …', {}, within(5_000), { idempotent: true })).toEqual({
      updatedRows: 0,
    });
  });
});

describe('a call that hangs', () => {
  const fakeTimers = () =>
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'Date', 'performance'] });
  const never = { deadlineMs: Number.POSITIVE_INFINITY };

  /** Lets a call reach the server and then its time run out, `times` times. */
  const hang = async (
    times: number,
    start: (database: DataApiDatabase) => Promise<unknown>,
    timeoutMs: number,
  ) => {
    const url = await serve(() => {});
    fakeTimers();
    const outcome = start(createAdapter(url, createFakeClock())).catch((error: Error) => error);
    for (let call = 0; call < times; call += 1) {
      await once(server as Server, 'request');
      expect(jest.getTimerCount()).toBeGreaterThan(0);
      await jest.advanceTimersByTimeAsync(timeoutMs - 1);
      const state = await Promise.race([outcome, Promise.resolve('waits')]);
      expect(state).toBe('waits');
      await jest.advanceTimersByTimeAsync(1);
    }
    return outcome;
  };

  test('is aborted after the time of a read, and sent once more', async () => {
    const outcome = await hang(2, (database) => database.query('SELECT …', {}, never), readTimeoutMs);
    expect(outcome).toMatchObject({ name: 'DatabaseError', kind: 'timeout' });
  });

  test('is aborted after the time of a write, and sent no more', async () => {
    const write = (database: Database) => database.execute('INSERT …', {}, never, { idempotent: false });
    expect(await hang(1, write, writeTimeoutMs)).toMatchObject({ name: 'DatabaseError', kind: 'timeout' });
  });

  test('is aborted at the deadline when that comes first', async () => {
    const read = (database: Database) => database.query('SELECT …', {}, { deadlineMs: 300 });
    expect(await hang(1, read, 300)).toMatchObject({ name: 'DatabaseError', kind: 'timeout' });
  });

  test('is aborted after half a second when it only opens the connection', async () => {
    const outcome = await hang(1, (database) => database.prime(), 500);
    expect(outcome).toMatchObject({ name: 'DatabaseError', kind: 'timeout' });
  });

  test.each([
    ['a success', 200, rows],
    ['a failure', 400, '{}'],
  ])('leaves no timer behind when it ends with %s', async (_case, status, body) => {
    const url = await serve((_request, response) => {
      response.writeHead(status, { 'x-amzn-errortype': 'ValidationException' }).end(body);
    });
    const database = createAdapter(url, createFakeClock());
    fakeTimers();
    await database.query('SELECT …', {}, never).catch(() => {});
    expect(jest.getTimerCount()).toBe(0);
  });
});

test('opens the connection of the first query by a request without a statement', async () => {
  const requests: unknown[] = [];
  const sockets = new Set<unknown>();
  const url = await serve(async (request, response) => {
    const { method, url: path, headers, socket } = request;
    sockets.add(socket);
    requests.push({ method, path, signature: headers.authorization, body: await text(request) });
    if (method === 'POST') response.end(rows);
    else response.writeHead(403).end('<html>Forbidden</html>');
  });
  const database = createAdapter(url);
  expect(await database.prime()).toBeUndefined();
  expect(requests).toEqual([{ method: 'GET', path: '/', signature: undefined, body: '' }]);
  expect(await database.query('SELECT 1', {}, within(5_000))).toEqual([{ one: '1' }]);
  expect(sockets.size).toBe(1);
});

test('gives up an answer that stops half way, at the deadline', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"formattedRecords"');
  });
  await expect(createAdapter(url).query('SELECT 1', {}, within(600))).rejects.toMatchObject({
    name: 'DatabaseError',
    kind: 'timeout',
  });
});

test('repeats a read that a gateway answered with a page of HTML', async () => {
  const { seen, listener } = failingFirst(2, 502, undefined, '<html>Bad Gateway</html>');
  const database = createAdapter(await serve(listener));
  expect(await database.query('SELECT 1', {}, within(5_000))).toEqual([{ one: '1' }]);
  expect(seen.calls).toBe(3);
});

test('repeats a write when it is idempotent', async () => {
  const { seen, listener } = failingFirst(1, 504, 'DatabaseUnavailableException', '{}');
  const database = createAdapter(await serve(listener));
  expect(await database.execute('UPDATE …', {}, within(5_000), { idempotent: true })).toEqual({
    updatedRows: 0,
  });
  expect(seen.calls).toBe(2);
});

test('sends each call once where the SDK alone would send it three times', async () => {
  const { seen, listener } = failingFirst(1, 504, 'DatabaseUnavailableException', '{}');
  const database = createAdapter(await serve(listener));
  const write = database.execute('INSERT …', {}, within(5_000), { idempotent: false });
  await expect(write).rejects.toMatchObject({ kind: 'transient' });
  expect(seen.calls).toBe(1);
});

test('fails at once with expired credentials, and works again with the next call', async () => {
  const { seen, listener } = failingFirst(1, 403, 'ExpiredTokenException', '{"message":"expired"}');
  const database = createAdapter(await serve(listener));
  await expect(database.query('SELECT 1', {}, within(5_000))).rejects.toMatchObject({
    kind: 'misconfigured',
  });
  expect(seen.calls).toBe(1);
  expect(await database.query('SELECT 1', {}, within(5_000))).toEqual([{ one: '1' }]);
});

test('works once the Data API is there, though the first connection failed', async () => {
  const url = await serve((_request, response) => response.end(rows));
  const port = Number(new URL(url).port);
  server?.close();
  const database = createAdapter(url);
  await expect(database.query('SELECT 1', {}, within(5_000))).rejects.toMatchObject({ kind: 'transient' });
  await serve((_request, response) => response.end(rows), port);
  expect(await database.query('SELECT 1', {}, within(5_000))).toEqual([{ one: '1' }]);
});

test('sends nothing when the deadline is over', async () => {
  const { seen, listener } = failingFirst(0, 200, undefined, '');
  const database = createAdapter(await serve(listener));
  await expect(database.query('SELECT 1', {}, within(0))).rejects.toMatchObject({
    kind: 'timeout',
    message: 'DeadlineExceeded',
  });
  expect(seen.calls).toBe(0);
});

test.each([
  [null, { isNull: true }],
  [true, { booleanValue: true }],
  [false, { booleanValue: false }],
  ['', { stringValue: '' }],
  ['1', { stringValue: '1' }],
  [0, { longValue: 0 }],
  [-1, { longValue: -1 }],
  [Number.MAX_SAFE_INTEGER, { longValue: Number.MAX_SAFE_INTEGER }],
  [2 ** 53, { doubleValue: 2 ** 53 }],
  [0.5, { doubleValue: 0.5 }],
])('sends %p as %p', (value, field) => {
  expect(toSqlParameters({ name: value })).toEqual([{ name: 'name', value: field }]);
});

test('sends a bigint as a long, unrounded', () => {
  expect(toSqlParameters({ id: 2n ** 63n - 1n })).toEqual([
    { name: 'id', value: { longValue: 2n ** 63n - 1n } },
  ]);
});

test('keeps the names and the order', () => {
  expect(toSqlParameters({ b: 1, a: 2 }).map(({ name }) => name)).toEqual(['b', 'a']);
  expect(toSqlParameters({})).toEqual([]);
});

/** Runs the middleware around an HTTP client that gives `answer`; returns what it was given and what it gave back. */
const exchange = async (answer: object) => {
  const signed = {
    method: 'POST',
    path: '/Execute',
    body: '{"sql":""}',
    hostname: 'rds-data.eu-central-1.amazonaws.com',
    headers: { host: 'rds-data.eu-central-1.amazonaws.com', authorization: 'AWS4-HMAC-SHA256 …' },
  };
  const sent: unknown[] = [];
  const send = async ({ request }: { request: unknown }) => {
    sent.push(structuredClone(request));
    return { response: answer };
  };
  const { response } = await sendNoStatement(send)({ request: signed });
  return { sent, response: response as { statusCode: number; headers: object; body: Readable } };
};

const refusal = () => ({
  statusCode: 403,
  headers: { 'content-type': 'text/html' },
  body: Readable.from(['<html>', 'Forbidden', '</html>']),
});

test('sends GET / to the same host, without a body and a signature', async () => {
  const { sent } = await exchange(refusal());
  const host = 'rds-data.eu-central-1.amazonaws.com';
  expect(sent).toEqual([{ method: 'GET', path: '/', body: undefined, hostname: host, headers: { host } }]);
});

test('replaces the answer by a result without rows', async () => {
  const { response } = await exchange(refusal());
  expect(response).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
  expect(JSON.parse(await text(response.body))).toEqual({ formattedRecords: '[]' });
});

test('reads the answer to its end', async () => {
  const answer = refusal();
  const { body } = answer;
  const isRead = new Promise((resolve) => body.once('end', () => resolve('read')));
  await exchange(answer);
  expect(await isRead).toBe('read');
});
