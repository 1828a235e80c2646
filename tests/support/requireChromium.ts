// Jest's global setup of the browser tests: a Chromium, installed where it is missing and may be.
import { spawnSync } from 'node:child_process';
import { findChromium } from './findChromium.ts';

const aptGet = (...options: string[]): boolean =>
  spawnSync('apt-get', ['-q', ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/** On Debian, as root: elsewhere a package of that name is none, or not ours to install. */
const install = (): void => {
  if (process.getuid?.() !== 0) return;
  process.stderr.write('No Chromium here: installing it with apt-get ...\n');
  aptGet('update');
  aptGet('install', '-y', '--no-install-recommends', 'chromium');
};

/** Fails rather than skips: a browser test that did not run has shown nothing. */
const requireChromium = (): void => {
  if (!findChromium()) install();
  if (findChromium()) return;
  process.stderr.write(
    '\nThe browser tests need Chromium: sudo apt-get install chromium, or CHROMIUM=/path/to/chromium.\n',
  );
  process.exit(1);
};

export default requireChromium;
