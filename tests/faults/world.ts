// The real handlers over the real adapter, the emulator and a database of their own.

import type { Emulator } from 'data-api-emulator';
import type { Connection } from 'mysql2/promise';
import type { Database } from '#layers/aws/dataApi/database.ts';
import { systemClock } from '#layers/base/clock.ts';
import type { User } from '#layers/people/user.ts';
import { createHandlers } from '#tests/support/createHandlers.ts';
import type { HttpAnswer } from '#tests/support/createInvoke.ts';
import { httpEvent, lambdaContextUntil } from '#tests/support/events.ts';
import { personAt } from '#tests/support/people.ts';
import { startTestCloud, type TestCloudOptions } from '#tests/support/testDatabase.ts';
import { addPeople, createTestPeople, migrateDirectory } from '#tests/support/testDirectory.ts';
import type { Tally } from './tally.ts';

export type Expected = { status: number; body?: unknown };

export type World = {
  api: Emulator;
  database: Database;
  connection: Connection;
  databaseUrl: string;
  users: readonly User[];
  /** Invokes GET /users or GET /search as API Gateway does. */
  get(path: '/users' | '/search', query: string, remainingMs?: number): Promise<HttpAnswer>;
  /** The same, and counts what became of it. */
  expect(
    tally: Tally,
    path: '/users' | '/search',
    query: string,
    expected: Expected,
    remainingMs?: number,
  ): Promise<void>;
  stop(): Promise<void>;
};

export type WorldOptions = TestCloudOptions & { users?: number };

const isUnavailable = ({ statusCode, headers, body }: HttpAnswer): boolean =>
  statusCode === 503 &&
  Number(headers['retry-after']) > 0 &&
  headers['content-type'] === 'application/problem+json' &&
  /database-(resuming|unavailable)$/.test(JSON.parse(body).type);

export const createWorld = async (options: WorldOptions = {}): Promise<World> => {
  const { users: count = 100, clock: shared } = options;
  const cloud = await startTestCloud(options);
  const { api, connection, database } = cloud;
  const retryClock = shared ?? systemClock;
  const users = Array.from({ length: count }, (_, index) => personAt(index));
  const call = { deadlineMs: retryClock.now() + 60_000 };
  await migrateDirectory(database, call, { clock: retryClock });
  await addPeople(createTestPeople(database), users, call);

  const handlers = createHandlers(database, retryClock.now);

  const get: World['get'] = async (path, query, remainingMs = 29_000) => {
    const endMs = retryClock.now() + remainingMs;
    const context = lambdaContextUntil(endMs, retryClock.now);
    return (await handlers[path](httpEvent(path, query), context)) as HttpAnswer;
  };

  return {
    api,
    database,
    connection,
    databaseUrl: cloud.url,
    users,
    get,
    async expect(tally, path, query, { status, body }, remainingMs = 29_000) {
      tally.requests += 1;
      const startMs = retryClock.now();
      const answer = await get(path, query, remainingMs);
      if (retryClock.now() - startMs > remainingMs) tally.late += 1;
      const sameBody = body === undefined || answer.body === JSON.stringify(body);
      if (answer.statusCode === status && sameBody) tally.right += 1;
      else if (isUnavailable(answer)) tally.unavailable += 1;
      else tally.wrong += 1;
    },
    stop: cloud.stop,
  };
};
