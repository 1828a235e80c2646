// Starts an emulator with a private MySQL or MariaDB behind it, for tests.
import { createConnection } from 'mysql2/promise';
import { createTables } from './database/createTables.ts';
import { localRegion, localResourceArn, localSecretArn } from './localArns.ts';
import { startPrivateServer } from './mysql/startPrivateServer.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from './startEmulator.ts';

export type DataApiOptions = Omit<EmulatorOptions, 'databaseUrl'> & {
  /** Defaults to `test`. */
  database?: string | undefined;
  /** An SQL file that makes the tables, at the start and at each reset. */
  schema?: string | undefined;
  /** Keeps the data between runs; by default they end with the server. */
  folder?: string | undefined;
  /** Is told when the server died and is started again. */
  log?: (line: string) => void;
};

export type DataApi = Emulator & {
  /** What calls name. */
  resourceArn: string;
  secretArn: string;
  database: string;
  /** Settings for `new RDSDataClient(settings)` and every other client of the AWS SDK for JavaScript. */
  clientSettings: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  /** The binary or the image of the server. */
  origin: string;
  /** Empties the database and runs the schema again. No call may be under way. */
  reset(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

const recreate = async (url: string, database: string): Promise<void> => {
  const connection = await createConnection({ uri: url });
  const name = `\`${database.replaceAll('`', '``')}\``;
  try {
    await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  } finally {
    await connection.end();
  }
};

/**
 * Starts both; `stop()`, the end of an `await using` block or that of the process ends them. Throws StartError when there
 * is no server on this machine, or it does not start, or the schema is refused.
 */
export const startDataApi = async (options: DataApiOptions = {}): Promise<DataApi> => {
  const { database = 'test', schema, folder, log = () => {}, ...given } = options;
  const server = await startPrivateServer({ folder, database, log });
  try {
    if (schema !== undefined) await createTables(server.url, schema);
    const emulator = await startEmulator({ ...given, databaseUrl: server.url });
    const stop = async (): Promise<void> => {
      await emulator.stop();
      await server.stop();
    };
    return {
      ...emulator,
      resourceArn: given.resourceArn ?? localResourceArn,
      secretArn: given.secretArn ?? localSecretArn,
      database,
      clientSettings: {
        endpoint: emulator.url,
        region: localRegion,
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      },
      origin: server.origin,
      async reset() {
        await recreate(server.url, database);
        if (schema !== undefined) await createTables(server.url, schema);
      },
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
};
