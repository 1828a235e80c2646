// Finds a MariaDB or MySQL server on this machine.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { StartError } from '../startError.ts';

export type MysqlBinary = { path: string; engine: 'mariadb' | 'mysql' };

/** Where packages put a server that need not be on PATH. */
const systemFolders = ['/usr/sbin', '/usr/libexec', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

const readVersion = (path: string): string => {
  const { error, status, stdout, stderr } = spawnSync(path, ['--no-defaults', '--version'], {
    encoding: 'utf8',
  });
  if (status === 0) return stdout;
  throw new StartError(`${path} does not run: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
};

/** The first MariaDB or MySQL server on this machine. Throws StartError when it cannot even tell its version. */
export const findMysqlBinary = (path = process.env.PATH ?? ''): MysqlBinary | undefined => {
  const folders = [...path.split(delimiter).filter(Boolean), ...systemFolders];
  const found = ['mariadbd', 'mysqld']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((candidate) => existsSync(candidate));
  if (!found) return undefined;
  return { path: found, engine: /mariadb/i.test(readVersion(found)) ? 'mariadb' : 'mysql' };
};
