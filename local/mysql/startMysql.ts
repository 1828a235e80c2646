// Finds or starts the MySQL that the local Data API stands in front of. Called by cloud.ts and by the tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMysqlBinary, startMysqld } from 'data-api-emulator';
import { createConnection } from 'mysql2/promise';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';
import type { Part } from '../part.ts';

export type Mysql = Part & {
  /** mysql://user:password@host:port/database */
  url: string;
  /** Where it came from, for people. */
  origin: string;
};

export type MysqlOptions = {
  /** A server to use as it is: DATABASE_URL. */
  url?: string | undefined;
  /** Where a private server keeps its data. */
  folder: string;
  /** The database to create on a private server. */
  database: string;
  log: (line: string) => void;
};

const composeFile = join(root, 'docker-compose.local.yml');

const succeeds = (command: string, ...options: string[]): boolean => spawnSync(command, options).status === 0;

/** Checks once that it answers, so that a mistyped URL is told here and not by the first request. */
const fromUrl = async (url: string): Promise<Mysql> => {
  try {
    if (new URL(url).pathname.length < 2) throw new Error('it names no database');
    const connection = await createConnection({ uri: url, connectTimeout: 5_000 });
    await connection.end();
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    throw new UserError(`DATABASE_URL cannot be used: ${message || code}.`);
  }
  return { url, origin: 'DATABASE_URL', stop: async () => {} };
};

const fromBinary = async ({ folder, database, log }: MysqlOptions): Promise<Mysql | undefined> => {
  const binary = findMysqlBinary();
  if (!binary) return undefined;
  // One folder an engine: neither can read the other's files.
  const server = await startMysqld({ binary, folder: join(folder, binary.engine), database, log });
  return { ...server, origin: binary.path };
};

const fromCompose = ({ log }: MysqlOptions): Mysql | undefined => {
  if (!succeeds('docker', 'info') || !succeeds('docker', 'compose', 'version')) return undefined;
  log('Starting MySQL with docker compose ...');
  const compose = (...options: string[]) =>
    spawnSync('docker', ['compose', '-f', composeFile, ...options], { encoding: 'utf8' });
  const wasRunning = compose('ps', '--status', 'running', '-q', 'db').stdout !== '';
  const { status, stderr } = compose('up', '-d', '--wait', 'db');
  if (status !== 0) {
    throw new UserError(`docker compose could not start the database: ${stderr.trim().split('\n').at(-1)}`);
  }
  const address = compose('port', 'db', '3306').stdout.trim();
  return {
    url: `mysql://root:users@${address}/users`,
    origin: 'docker compose, service db',
    // Somebody else's, who started it, to stop.
    stop: async () => {
      if (!wasRunning) compose('stop', 'db');
    },
  };
};

/** `[]` when we are root, `['sudo', …]` when sudo asks for no password, else undefined: we may not install packages. */
const installPrefix = (): string[] | undefined => {
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', '-n', 'true') ? ['sudo', '-n'] : undefined;
};

const packageName = 'mariadb-server-core';

/** Installs MariaDB's server on Debian and its kin. It only brings the binary: no service is set up or started. */
const install = ({ folder, log }: MysqlOptions): boolean => {
  const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const prefix = installPrefix();
  if (!/^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease) || !prefix) return false;
  log(`No MariaDB or MySQL here: installing ${packageName} with apt-get ...`);
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, 'apt-get.log');
  const output = openSync(logFile, 'a');
  const aptGet = (...options: string[]): boolean => {
    const [command, ...rest] = [
      ...prefix,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-q',
      ...options,
    ];
    return spawnSync(command as string, rest, { stdio: ['ignore', output, output] }).status === 0;
  };
  aptGet('update');
  if (aptGet('install', '-y', '--no-install-recommends', packageName)) return true;
  throw new UserError(`apt-get could not install ${packageName}; its log is ${logFile}.`);
};

/**
 * DATABASE_URL if given; else a private server from a binary on this machine; else the compose file's `db`; else
 * MariaDB installed with apt-get. Throws UserError that says what to do when none can be had.
 */
export const startMysql = async (options: MysqlOptions): Promise<Mysql> => {
  if (options.url) return fromUrl(options.url);
  const found = (await fromBinary(options)) ?? fromCompose(options);
  if (found) return found;
  const installed = install(options) ? await fromBinary(options) : undefined;
  if (installed) return installed;
  throw new UserError(
    'No MySQL can be had here. Install one (Debian, Ubuntu: sudo apt-get install mariadb-server-core; ' +
      'macOS: brew install mariadb), start Docker, or set DATABASE_URL=mysql://user:password@host:3306/database.',
  );
};
