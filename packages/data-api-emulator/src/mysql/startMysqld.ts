// Runs a private MariaDB or MySQL server from a binary on this machine. Called by mysql.ts.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { createDataFolder, type MysqlBinary } from './mysqldBinary.ts';
import { freePort } from './ports.ts';
import { MysqlStartError } from './startError.ts';
import { type Tethered, tether } from './tether.ts';

const startTimeoutMs = 60_000;
const restartDelayMs = 1_000;

/** Statements that the server runs at every start: one account over TCP with a fresh password, and no other. */
const initSql = (password: string, database: string): string =>
  [
    `CREATE DATABASE IF NOT EXISTS ${database}`,
    "DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1'",
    "CREATE USER IF NOT EXISTS 'users'@'127.0.0.1'",
    `ALTER USER 'users'@'127.0.0.1' IDENTIFIED BY '${password}'`,
    "GRANT ALL PRIVILEGES ON *.* TO 'users'@'127.0.0.1' WITH GRANT OPTION",
  ]
    .map((statement) => `${statement};\n`)
    .join('');

const answers = async (url: string): Promise<boolean> => {
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 1_000 });
    await connection.end();
    return true;
  } catch {
    return false;
  }
};

/** A private server that runs. */
export type MysqlServer = {
  /** mysql://user:password@host:port/database */
  url: string;
  /** Ends the server and waits for that. Never rejects. */
  stop(): Promise<void>;
};

export type StartMysqldOptions = {
  binary: MysqlBinary;
  /** Holds the data, the log and nothing else; kept between runs. */
  folder: string;
  /** The database to create. */
  database: string;
  log: (line: string) => void;
};

/** Starts the server on a free loopback port. It is started again when it dies. Throws MysqlStartError when it cannot run. */
export const startMysqld = async ({
  binary,
  folder,
  database,
  log,
}: StartMysqldOptions): Promise<MysqlServer> => {
  const dataFolder = join(folder, 'data');
  const logFile = join(folder, 'server.log');
  const initFile = join(folder, 'init.sql');
  const options = [
    // The server refuses to run as root unless told to.
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    // MySQL's second protocol, and a folder for files that its package may not have created.
    ...(binary.engine === 'mysql' ? ['--mysqlx=OFF', '--secure-file-priv=NULL'] : []),
  ];
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(dataFolder)) createDataFolder(binary, dataFolder, options);

  // A socket's path is limited to 107 bytes, which a deep checkout exceeds.
  const socketFolder = mkdtempSync(join(tmpdir(), 'users-service-'));
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const url = `mysql://users:${password}@127.0.0.1:${port}/${database}`;

  const command = [
    binary.path,
    '--no-defaults',
    `--datadir=${dataFolder}`,
    ...options,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    `--socket=${join(socketFolder, 'socket')}`,
    `--pid-file=${join(socketFolder, 'pid')}`,
    `--init-file=${initFile}`,
    '--skip-name-resolve',
    '--skip-log-bin',
    '--performance-schema=OFF',
    // Survives the end of the process; only a crash of the whole machine can lose the last second.
    '--innodb-flush-log-at-trx-commit=2',
  ];

  writeFileSync(initFile, initSql(password, database), { mode: 0o600 });
  const output = openSync(logFile, 'a');

  let server: Tethered | undefined;
  let state: 'starting' | 'ready' | 'stopping' | 'failed' = 'starting';

  const keepRunning = async (): Promise<void> => {
    while (state !== 'stopping') {
      server = tether(command, { stdout: output, stderr: output });
      const status = await server.ended;
      if (state === 'starting') state = 'failed';
      if (state !== 'ready') return;
      log(`${binary.engine} ended with status ${status}; starting it again.`);
      await sleep(restartDelayMs);
    }
  };
  const running = keepRunning();

  const stop = async (): Promise<void> => {
    state = 'stopping';
    await server?.stop();
    await running;
    rmSync(socketFolder, { recursive: true, force: true });
  };

  const deadline = Date.now() + startTimeoutMs;
  while (!(await answers(url))) {
    if (state !== 'starting' || Date.now() > deadline) {
      await stop();
      throw new MysqlStartError(`${binary.path} did not start; its log is ${logFile}.`);
    }
    await sleep(50);
  }
  state = 'ready';
  return { url, stop };
};
