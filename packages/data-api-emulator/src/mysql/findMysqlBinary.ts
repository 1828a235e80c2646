// Finds a MariaDB or MySQL server on this machine.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export type MysqlBinary = { path: string; engine: 'mariadb' | 'mysql' };

/** Where packages put a server that need not be on PATH. */
const systemFolders = ['/usr/sbin', '/usr/libexec', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** The first MariaDB or MySQL server on this machine. */
export const findMysqlBinary = (path = process.env.PATH ?? ''): MysqlBinary | undefined => {
  const folders = [...path.split(':').filter(Boolean), ...systemFolders];
  const found = ['mariadbd', 'mysqld']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((candidate) => existsSync(candidate));
  if (!found) return undefined;
  const version = execFileSync(found, ['--no-defaults', '--version'], { encoding: 'utf8' });
  return { path: found, engine: /mariadb/i.test(version) ? 'mariadb' : 'mysql' };
};
