// What the adapter does before the first request, by what arrives at a Data API.
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { createDataApiDatabase, type DataApiDatabase } from '#layers/aws/dataApi/dataApiDatabase.ts';
import { systemClock } from '#layers/base/clock.ts';
import { functionEnvironment, resourceArn, secretArn } from '#local/environment.ts';
import { listen } from '#tests/support/listen.ts';
import { soon, startTestCloud } from '#tests/support/testDatabase.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const serve = async (listener: RequestListener): Promise<string> => {
  server = createServer(listener);
  return `http://127.0.0.1:${await listen(server)}`;
};

const createDatabase = (endpoint: string, database = 'users'): DataApiDatabase => {
  Object.assign(process.env, functionEnvironment({ dataApiUrl: endpoint }), {
    DATABASE_SECRET_ARN: secretArn,
  });
  const options = { resourceArn, secretArn, database, region: 'eu-central-1', endpoint };
  return createDataApiDatabase({ ...options, clock: systemClock });
};

const within = (ms: number) => ({ deadlineMs: Date.now() + ms });

type Arrival = { line: string; headers: IncomingHttpHeaders; body: string; port: number | undefined };

/** A Data API that refuses what is not a statement, as AWS does; `arrivals` are the requests. */
const recordRequests = () => {
  const arrivals: Arrival[] = [];
  const listener: RequestListener = async (request, response) => {
    const { method, url, headers, socket } = request;
    arrivals.push({
      line: `${method} ${url}`,
      headers,
      body: await text(request),
      port: socket.remotePort,
    });
    if (method !== 'POST') return response.writeHead(404).end('{"message":"UnknownOperation"}');
    return response.end('{"formattedRecords":"[{\\"one\\":\\"1\\"}]"}');
  };
  return { arrivals, listener };
};

test('sends one request, which has neither a statement nor a signature', async () => {
  const { arrivals, listener } = recordRequests();
  await createDatabase(await serve(listener)).prime();
  expect(arrivals).toEqual([
    {
      line: 'GET /',
      headers: { host: expect.any(String), connection: 'keep-alive' },
      body: '',
      port: expect.any(Number),
    },
  ]);
});

test('opens the connection of the first query', async () => {
  const { arrivals, listener } = recordRequests();
  const database = createDatabase(await serve(listener));
  await database.prime();
  expect(await database.query('SELECT 1 AS one', {}, soon())).toEqual([{ one: '1' }]);
  expect(arrivals.map(({ line }) => line)).toEqual(['GET /', 'POST /Execute']);
  expect(arrivals[1]?.port).toBe(arrivals[0]?.port);
});

test('ends when nothing answers, and the first query works', async () => {
  const database = createDatabase(
    await serve((request, response) => {
      if (request.method === 'POST') response.end('{"formattedRecords":"[]"}');
    }),
  );
  await expect(database.prime()).rejects.toMatchObject({ name: 'DatabaseError', kind: 'timeout' });
  expect(await database.query('SELECT 1', {}, soon())).toEqual([]);
});

test('leaves a paused database paused', async () => {
  // A resume takes no time: the first call is refused, and each later one is served.
  const cloud = await startTestCloud({ resumeS: 0 });
  const database = createDatabase(cloud.api.url, cloud.name);
  cloud.api.pause();
  await database.prime();
  const refused = database.query('SELECT 1', {}, within(900));
  await expect(refused).rejects.toMatchObject({ kind: 'resuming' });
  expect(await database.query('SELECT 1 AS one', {}, soon())).toEqual([{ one: '1' }]);
  await cloud.stop();
});
