// Installs MariaDB's server with apt-get, on Debian and its kin, and starts it as a private server.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MysqlWay } from './mysqlWay.ts';
import { startBinary } from './startBinary.ts';

/** Brings the binary alone: no service is set up or started. */
const packageName = 'mariadb-server-core';

const isDebian = (): boolean => {
  const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease);
};

/** `[]` when we are root, `['sudo', …]` when sudo asks for no password, else undefined: we may not install packages. */
const installPrefix = (): string[] | undefined => {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
};

export const installMariadb: MysqlWay = async (options) => {
  const { folder, log } = options;
  const prefix = installPrefix();
  if (!isDebian()) return 'Packages are installed on Debian and Ubuntu only.';
  if (!prefix) return `Installing ${packageName} needs root, or sudo without a password.`;
  log(`Installing ${packageName} with apt-get ...`);
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, 'apt-get.log');
  const output = openSync(logFile, 'a');
  const environment = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  const aptGet = (...given: string[]): boolean => {
    const [command, ...rest] = [...prefix, ...environment, 'apt-get', '-q', ...given];
    return spawnSync(command as string, rest, { stdio: ['ignore', output, output] }).status === 0;
  };
  aptGet('update');
  if (!aptGet('install', '-y', '--no-install-recommends', packageName)) {
    return `apt-get could not install ${packageName}; its log is ${logFile}.`;
  }
  return startBinary(options);
};
