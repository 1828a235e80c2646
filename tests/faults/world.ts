// The real handlers over the real adapter, the emulator and a database of their own, for one scenario.
import type { Connection } from 'mysql2/promise';
import { getUsers } from '#functions/getUsers/handler.ts';
import { getUsersSchema } from '#functions/getUsers/schema.ts';
import { searchUser } from '#functions/searchUser/handler.ts';
import { searchUserSchema } from '#functions/searchUser/schema.ts';
import type { Database } from '#layers/database/database.ts';
import { httpHandler } from '#layers/http/pipeline.ts';
import { migrations } from '#layers/migrations/migrations.ts';
import type { User } from '#layers/repository/user.ts';
import { usersRepository } from '#layers/repository/usersRepository.ts';
import type { DataApi } from '#local/dataApi/startDataApi.ts';
import { httpEvent, lambdaContext } from '#tests/support/events.ts';
import type { HttpAnswer } from '#tests/support/invoke.ts';
import { clock, startTestCloud, type TestCloudOptions } from '#tests/support/testDatabase.ts';
import type { Tally } from './tally.ts';

export type Expected = { status: number; body?: unknown };

export type World = {
  api: DataApi;
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

export const userAt = (index: number): User => ({
  email: `user${index}@example.com`,
  phoneNumber: `+1 888 ${String(index).padStart(7, '0')}`,
});

const isUnavailable = ({ statusCode, headers, body }: HttpAnswer): boolean =>
  statusCode === 503 &&
  Number(headers['retry-after']) > 0 &&
  headers['content-type'] === 'application/problem+json' &&
  /database-(resuming|unavailable)$/.test(JSON.parse(body).type);

export const createWorld = async (options: WorldOptions = {}): Promise<World> => {
  const { users: count = 100, clock: shared } = options;
  const cloud = await startTestCloud(options);
  const { api, connection, database } = cloud;
  const retryClock = shared ?? clock;
  const users = Array.from({ length: count }, (_, index) => userAt(index));
  const migrate = migrations({ database, clock: retryClock });
  await migrate.apply({ deadlineMs: retryClock.now() + 60_000 });
  if (count > 0) {
    const rows = users.map(({ email, phoneNumber }) => [email, phoneNumber]);
    await connection.query('INSERT INTO directory (email, phone_number) VALUES ?', [rows]);
  }

  const services = () => ({ users: usersRepository(database) });
  const surroundings = { log: () => {}, now: retryClock.now };
  const handlers = {
    '/users': httpHandler(getUsersSchema, getUsers, services, surroundings),
    '/search': httpHandler(searchUserSchema, searchUser, services, surroundings),
  };

  const get: World['get'] = async (path, query, remainingMs = 29_000) => {
    const endMs = retryClock.now() + remainingMs;
    const context = { ...lambdaContext(), getRemainingTimeInMillis: () => endMs - retryClock.now() };
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
