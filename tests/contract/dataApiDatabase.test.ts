// The adapter against servers that misbehave as networks and gateways do.
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { createDataApiDatabase } from '#layers/database/dataApiDatabase.ts';
import type { Database } from '#layers/database/database.ts';
import { systemClock } from '#layers/runtime/clock.ts';
import { functionEnvironment, resourceArn, secretArn } from '#local/environment.ts';
import { listen } from '#tests/support/listen.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const adapter = (endpoint: string): Database => {
  Object.assign(process.env, functionEnvironment(endpoint));
  const options = { resourceArn, secretArn, database: 'users', region: 'eu-central-1', endpoint };
  return createDataApiDatabase({ ...options, clock: systemClock });
};

const serve = async (listener: RequestListener, port = 0): Promise<string> => {
  server = createServer(listener);
  return `http://127.0.0.1:${await listen(server, port)}`;
};

const within = (ms: number) => ({ deadlineMs: Date.now() + ms });
const rows = JSON.stringify({ formattedRecords: '[{"one":"1"}]' });

/** Answers the first calls as told and the rest with one row; `calls` counts them. */
const failingFirst = (times: number, status: number, type: string | undefined, body: string) => {
  const seen = { calls: 0 };
  const listener: RequestListener = (_request, response) => {
    seen.calls += 1;
    if (seen.calls > times) response.end(rows);
    else response.writeHead(status, type ? { 'x-amzn-errortype': type } : {}).end(body);
  };
  return { seen, listener };
};

test('gives up an answer that stops half way, at the deadline', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"formattedRecords"');
  });
  await expect(adapter(url).query('SELECT 1', {}, within(600))).rejects.toMatchObject({
    name: 'DatabaseError',
    kind: 'timeout',
  });
});

test('repeats a read that a gateway answered with a page of HTML', async () => {
  const { seen, listener } = failingFirst(2, 502, undefined, '<html>Bad Gateway</html>');
  expect(await adapter(await serve(listener)).query('SELECT 1', {}, within(5_000))).toEqual([{ one: '1' }]);
  expect(seen.calls).toBe(3);
});

test('sends each call once where the SDK alone would send it three times', async () => {
  const { seen, listener } = failingFirst(1, 504, 'DatabaseUnavailableException', '{}');
  const database = adapter(await serve(listener));
  const write = database.execute('INSERT …', {}, within(5_000), { idempotent: false });
  await expect(write).rejects.toMatchObject({ kind: 'transient' });
  expect(seen.calls).toBe(1);
});

test('fails at once with expired credentials, and works again with the next call', async () => {
  const { seen, listener } = failingFirst(1, 403, 'ExpiredTokenException', '{"message":"expired"}');
  const database = adapter(await serve(listener));
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
  const database = adapter(url);
  await expect(database.query('SELECT 1', {}, within(5_000))).rejects.toMatchObject({ kind: 'transient' });
  await serve((_request, response) => response.end(rows), port);
  expect(await database.query('SELECT 1', {}, within(5_000))).toEqual([{ one: '1' }]);
});

test('sends nothing when the deadline is over', async () => {
  const { seen, listener } = failingFirst(0, 200, undefined, '');
  const database = adapter(await serve(listener));
  await expect(database.query('SELECT 1', {}, within(0))).rejects.toMatchObject({
    message: 'DeadlineExceeded',
  });
  expect(seen.calls).toBe(0);
});
