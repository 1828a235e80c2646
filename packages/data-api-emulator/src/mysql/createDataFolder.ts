// Creates a data folder for a MariaDB or MySQL server.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError } from '../startError.ts';
import type { MysqlBinary } from './findMysqlBinary.ts';

/** The system tables' SQL, which mariadb-install-db would load; Debian's server-core package lacks what that needs. */
const systemTablesSql = ({ path }: MysqlBinary): string => {
  const share = ['mysql', 'mariadb', '.']
    .map((name) => join(dirname(path), '..', 'share', name))
    .find((folder) => existsSync(join(folder, 'mysql_system_tables.sql')));
  if (!share) throw new StartError(`${path} comes without its system tables (mysql_system_tables.sql).`);
  const files = ['mysql_system_tables.sql', 'mysql_performance_tables.sql', 'mysql_system_tables_data.sql'];
  const texts = files.map((name) => readFileSync(join(share, name), 'utf8'));
  return ['CREATE DATABASE IF NOT EXISTS mysql;', 'USE mysql;', ...texts].join('\n');
};

/** Creates `dataFolder` with the system tables. Throws StartError when the server cannot. */
export const createDataFolder = (
  binary: MysqlBinary,
  dataFolder: string,
  options: readonly string[],
): void => {
  // Under another name until it is whole, so that an interrupted creation is not taken for a data folder.
  const draft = `${dataFolder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const command = ['--no-defaults', `--datadir=${draft}`, ...options];
  const { status, stderr } =
    binary.engine === 'mariadb'
      ? spawnSync(binary.path, [...command, '--bootstrap'], {
          input: systemTablesSql(binary),
          encoding: 'utf8',
        })
      : spawnSync(binary.path, [...command, '--initialize-insecure'], { encoding: 'utf8' });
  if (status !== 0) {
    const reason = stderr.split('\n').find((line) => line.includes('ERROR')) ?? `status ${status}`;
    throw new StartError(`${binary.path} could not create its data folder: ${reason}`);
  }
  renameSync(draft, dataFolder);
};
