import { expect, test } from '@jest/globals';
import { installCommand } from './installCommand.ts';

test.each([
  ['linux', 'ID=debian\n', /^apt-get install .*mariadb-server-core$/],
  ['linux', 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', /^apt-get /],
  ['linux', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', /^dnf /],
  ['linux', 'ID=alpine\n', /^apk add mariadb$/],
  ['darwin', '', /^brew install mariadb$/],
] as const)('installs on %s with %j by %p', (platform, osRelease, command) => {
  expect(installCommand(platform, osRelease)).toMatch(command);
});

test.each([
  ['win32', ''],
  ['linux', 'ID=plan9\n'],
  ['linux', ''],
] as const)('knows no command for %s with %j', (platform, osRelease) => {
  expect(installCommand(platform, osRelease)).toBeUndefined();
});
