// The command that installs a MariaDB server on this system.
import { existsSync, readFileSync } from 'node:fs';

/** Of packages with the server alone, where a system has one: no service is set up or started. */
const commandByLinux: readonly (readonly [RegExp, string])[] = [
  [/debian|ubuntu/, 'apt-get install -y --no-install-recommends mariadb-server-core'],
  [/fedora|rhel|centos/, 'dnf install -y mariadb-server'],
  [/alpine/, 'apk add mariadb'],
  [/arch/, 'pacman -S mariadb'],
  [/suse/, 'zypper install mariadb'],
];

/** The names of a Linux and of those it is like: https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
const namesOf = (osRelease: string): string =>
  [...osRelease.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)].map(([, names]) => names).join(' ');

const readOsRelease = (): string =>
  existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';

/** Undefined for a system that is not known. */
export const installCommand = (
  platform: NodeJS.Platform = process.platform,
  osRelease = readOsRelease(),
): string | undefined => {
  if (platform === 'darwin') return 'brew install mariadb';
  if (platform !== 'linux') return undefined;
  const names = namesOf(osRelease);
  return commandByLinux.find(([pattern]) => pattern.test(names))?.[1];
};
