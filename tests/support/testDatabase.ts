// A fresh database on the test server, the Data API emulator in front of it, and the adapter that speaks to that.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, createConnection } from 'mysql2/promise';
import { dataApi } from '#layers/database/dataApi.ts';
import type { Database } from '#layers/database/database.ts';
import { migrations } from '#layers/migrations/migrations.ts';
import { startDataApi } from '#local/dataApi/startDataApi.ts';
import { functionEnvironment, resourceArn, secretArn } from '#local/environment.ts';

export const clock = { now: Date.now, sleep: (ms: number) => sleep(ms), random: Math.random };

/** The deadline of a call that a test does not want to fail for time. */
export const soon = () => ({ deadlineMs: Date.now() + 20_000 });

export type TestDatabase = {
  url: string;
  /** The name of the database, which the Data API is asked for. */
  name: string;
  /** A direct connection, past the Data API. */
  connection: Connection;
  drop(): Promise<void>;
};

export const createTestDatabase = async (
  name = `test_${randomBytes(6).toString('hex')}`,
): Promise<TestDatabase> => {
  const url = new URL(process.env.TEST_DATABASE_URL as string);
  const connection = await createConnection({ uri: url.href, supportBigNumbers: true });
  await connection.query(`CREATE DATABASE ${name}`);
  await connection.changeUser({ database: name });
  url.pathname = `/${name}`;
  return {
    url: url.href,
    name,
    connection,
    drop: async () => {
      await connection.query(`DROP DATABASE ${name}`);
      await connection.end();
    },
  };
};

export type TestCloud = TestDatabase & {
  dataApiUrl: string;
  database: Database;
  stop(): Promise<void>;
};

export const startTestCloud = async (): Promise<TestCloud> => {
  const test = await createTestDatabase();
  const api = await startDataApi({ databaseUrl: test.url, resourceArn, secretArn });
  // The SDK takes its keys from the environment.
  Object.assign(process.env, functionEnvironment(api.url));
  const database = dataApi({
    resourceArn,
    secretArn,
    database: test.name,
    region: 'eu-central-1',
    endpoint: api.url,
    clock,
  });
  return {
    ...test,
    dataApiUrl: api.url,
    database,
    stop: async () => {
      await api.stop();
      await test.drop();
    },
  };
};

/** A test cloud with all migrations applied. */
export const startMigratedTestCloud = async (): Promise<TestCloud> => {
  const cloud = await startTestCloud();
  await migrations({ database: cloud.database, clock }).apply(soon());
  return cloud;
};
