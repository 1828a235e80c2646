// Starts a private MariaDB or MySQL server from a binary on this machine.
import { existsSync, fstatSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StartError } from '../startError.ts';
import { awaitServer } from './awaitServer.ts';
import { createDataFolder } from './createDataFolder.ts';
import type { MysqlBinary } from './findMysqlBinary.ts';
import { keepAccount } from './keptAccount.ts';
import { KeptProcess } from './keptProcess.ts';
import { readReason } from './readReason.ts';

const startTimeoutMs = 60_000;

/** Statements that the server runs at every start: one account over TCP, and no other. */
const initSql = (password: string, database: string): string =>
  [
    `CREATE DATABASE IF NOT EXISTS \`${database.replaceAll('`', '``')}\``,
    "DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1'",
    "CREATE USER IF NOT EXISTS 'local'@'127.0.0.1'",
    `ALTER USER 'local'@'127.0.0.1' IDENTIFIED BY '${password}'`,
    "GRANT ALL PRIVILEGES ON *.* TO 'local'@'127.0.0.1' WITH GRANT OPTION",
  ]
    .map((statement) => `${statement};\n`)
    .join('');

const engineOptions = ({ engine }: MysqlBinary): string[] => [
  // The server refuses to run as root unless told to.
  ...(process.getuid?.() === 0 ? ['--user=root'] : []),
  // MySQL's second protocol, and a folder for files that its package may not have created.
  ...(engine === 'mysql' ? ['--mysqlx=OFF', '--secure-file-priv=NULL'] : []),
];

type Folders = {
  data: string;
  /** For temporary tables. MariaDB deletes those of other servers in the same folder when it starts. */
  temporary: string;
  /** For its socket and its pid file. */
  socket: string;
};

/** Options of a server that listens on one loopback port. */
const serverOptions = ({ data, temporary, socket }: Folders, port: number, initFile: string): string[] => [
  `--datadir=${data}`,
  `--tmpdir=${temporary}`,
  '--bind-address=127.0.0.1',
  `--port=${port}`,
  `--socket=${join(socket, 'socket')}`,
  `--pid-file=${join(socket, 'pid')}`,
  `--init-file=${initFile}`,
  '--skip-name-resolve',
  '--skip-log-bin',
  // MariaDB 10.11 would create databases in latin1, which Aurora MySQL does not.
  '--character-set-server=utf8mb4',
  '--performance-schema=OFF',
  // Survives the end of the process; only a crash of the whole machine can lose the last second.
  '--innodb-flush-log-at-trx-commit=2',
];

/** A private server that runs. */
export type MysqlServer = {
  /** mysql://user:password@host:port/database */
  url: string;
  /** Ends the server and waits for that. Never rejects. */
  stop(): Promise<void>;
};

export type StartMysqldOptions = {
  binary: MysqlBinary;
  /** Holds the data, temporary files and the log; kept between runs. */
  folder: string;
  /** The database to create. */
  database: string;
  /** Is told when the server died and is started again. */
  log: (line: string) => void;
};

/**
 * Starts the server on a free loopback port, with one account that may do everything: the same port and password at each
 * start on a folder. It is started again when it dies.
 * Throws StartError when it cannot run.
 */
export const startMysqld = async ({ binary, folder: named, database, log }: StartMysqldOptions) => {
  // The server takes a relative path for one in its own folder.
  const folder = resolve(named);
  const data = join(folder, 'data');
  const temporary = join(folder, 'tmp');
  const logFile = join(folder, 'server.log');
  const initFile = join(folder, 'init.sql');
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  if (!existsSync(data)) createDataFolder(binary, data, engineOptions(binary));

  const { port, password } = await keepAccount(folder);
  writeFileSync(initFile, initSql(password, database), { mode: 0o600 });
  // A socket's path is limited to 107 bytes, which a deep checkout exceeds.
  const socket = mkdtempSync(join(tmpdir(), 'data-api-emulator-'));
  const options = [...engineOptions(binary), ...serverOptions({ data, temporary, socket }, port, initFile)];
  const logDescriptor = openSync(logFile, 'a');
  const loggedBytes = fstatSync(logDescriptor).size;
  const server = new KeptProcess([binary.path, '--no-defaults', ...options], logDescriptor, (status) =>
    log(`${binary.engine} ended with status ${status}; starting it again.`),
  );
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(socket, { recursive: true, force: true });
  };

  const url = `mysql://local:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  if (!(await awaitServer(server, url, startTimeoutMs))) {
    await stop();
    const reason = readReason(logFile, loggedBytes) ?? 'it did not answer';
    throw new StartError(`${binary.path} did not start: ${reason}. Its data is ${data}, its log ${logFile}.`);
  }
  server.markReady();
  return { url, stop } satisfies MysqlServer;
};
