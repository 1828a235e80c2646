// The MySQL of the benches, and the Data API emulator before it.
import { once } from 'node:events';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { resourceArn, secretArn } from '#local/environment.ts';
import { startMysql } from '#local/mysql/startMysql.ts';
import { root } from '#tools/paths.ts';
import { benchFolder, say } from './bench.ts';
import { startProcess } from './startProcess.ts';

export type BenchDatabase = {
  url: string;
  /** The server's program, for people. */
  program: string;
  /** The address of the emulator, which is a process of its own. */
  dataApiUrl: string;
};

const command = join(root, 'node_modules/.bin/data-api-emulator');

const startEmulatorProcess = async (databaseUrl: string): Promise<{ url: string; stop(): void }> => {
  const flags = {
    port: 0,
    'database-url': databaseUrl,
    'resource-arn': resourceArn,
    'secret-arn': secretArn,
  };
  const args = [command, ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`)];
  const emulator = startProcess({ args, env: {} });
  const lines = emulator.child.stdout as NodeJS.ReadableStream;
  const [line] = await Promise.race([once(lines, 'data'), emulator.ended]);
  const [url] = /http:\/\/\S+/.exec(String(line)) ?? [];
  if (url === undefined) throw new Error(`The emulator printed no URL: ${line}`);
  return { url, stop: emulator.stop };
};

/** Runs statements in the database of the URL, and returns the rows of the last one. */
export const query = async (databaseUrl: string, ...statements: readonly string[]): Promise<unknown> => {
  const connection = await createConnection(databaseUrl);
  try {
    let rows: unknown;
    for (const statement of statements) [rows] = await connection.query(statement);
    return rows;
  } finally {
    await connection.end();
  }
};

export const withDatabase = async <T>(work: (database: BenchDatabase) => Promise<T>): Promise<T> => {
  const mysql = await startMysql({ folder: join(benchFolder, 'mysql'), database: 'bench', log: say });
  try {
    // So much that the largest directory stays in memory, as Aurora keeps it with enough ACUs.
    await query(mysql.url, `SET GLOBAL innodb_buffer_pool_size = ${6 * 1024 ** 3}`);
    const emulator = await startEmulatorProcess(mysql.url);
    const program = mysql.origin.split('/').at(-1) as string;
    return await work({ url: mysql.url, program, dataApiUrl: emulator.url }).finally(emulator.stop);
  } finally {
    await mysql.stop();
  }
};
