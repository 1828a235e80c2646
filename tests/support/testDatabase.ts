// A fresh database on the test server, with the Data API emulator and the adapter before it.
import { randomBytes } from 'node:crypto';
import { type Emulator, type EmulatorClock, startEmulator } from 'data-api-emulator';
import { type Connection, createConnection } from 'mysql2/promise';
import { createDataApiDatabase } from '#layers/aws/dataApi/dataApiDatabase.ts';
import type { Database } from '#layers/aws/dataApi/database.ts';
import type { ServiceClock } from '#layers/base/clock.ts';
import { systemClock } from '#layers/base/clock.ts';
import { functionEnvironment, resourceArn, secretArn } from '#local/environment.ts';
import { migrateDirectory } from './testDirectory.ts';

/** The deadline of a call that a test does not want to fail for time, however busy the machine is. */
export const soon = () => ({ deadlineMs: Date.now() + 600_000 });

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
  serverUrl = process.env.TEST_DATABASE_URL as string,
): Promise<TestDatabase> => {
  const url = new URL(serverUrl);
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
  api: Emulator;
  database: Database;
  stop(): Promise<void>;
};

export type TestCloudOptions = {
  /** Shared by the adapter and the emulator; each has the system's otherwise. */
  clock?: ServiceClock & EmulatorClock;
  resumeS?: number | undefined;
  /** A server of the test's own, instead of the common test server. */
  serverUrl?: string | undefined;
};

export const startTestCloud = async (options: TestCloudOptions = {}): Promise<TestCloud> => {
  const { clock: shared, resumeS, serverUrl } = options;
  const test = await createTestDatabase(undefined, serverUrl);
  const databaseUrl = test.url;
  const api = await startEmulator({
    databaseUrl,
    resourceArn,
    secretArn,
    resumeS,
    ...(shared && { clock: shared }),
  });
  // The SDK takes its keys from the environment.
  Object.assign(process.env, functionEnvironment({ dataApiUrl: api.url }));
  const database = createDataApiDatabase({
    resourceArn,
    secretArn,
    database: test.name,
    region: 'eu-central-1',
    endpoint: api.url,
    clock: shared ?? systemClock,
  });
  return {
    ...test,
    api,
    database,
    stop: async () => {
      await api.stop();
      await test.drop();
    },
  };
};

/** A test cloud with a directory that is ready for events. */
export const startMigratedTestCloud = async (): Promise<TestCloud> => {
  const cloud = await startTestCloud();
  await migrateDirectory(cloud.database, soon());
  return cloud;
};
