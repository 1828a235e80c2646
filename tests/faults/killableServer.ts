// A database server of a scenario's own, which it may kill.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMysqlBinary, type MysqlServer, startMysqld } from 'data-api-emulator';
import { createConnection, type RowDataPacket } from 'mysql2/promise';

/** Throws when there is no server binary. */
export const startKillableServer = async (): Promise<MysqlServer> => {
  const binary = findMysqlBinary();
  if (!binary) throw new Error('There is no mariadbd or mysqld to start and kill.');
  const folder = mkdtempSync(join(tmpdir(), 'users-service-kills-'));
  const server = await startMysqld({ binary, folder, database: 'test', log: () => {} });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Sends SIGKILL to the server behind the URL, by the process id that it tells itself. */
export const killServer = async (databaseUrl: string): Promise<void> => {
  const connection = await createConnection({ uri: databaseUrl });
  connection.on('error', () => {});
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT @@pid_file AS file');
  process.kill(Number(await readFile(row?.file, 'utf8')), 'SIGKILL');
  connection.destroy();
};
