// Jest's global setup of the spreadsheet tests: a LibreOffice, which is installed where it may be.
import { spawnSync } from 'node:child_process';

/** `SOFFICE=/path/to/soffice` names another. */
export const soffice = (): string => process.env.SOFFICE ?? 'soffice';

const isThere = (): boolean => spawnSync(soffice(), ['--version'], { stdio: 'ignore' }).status === 0;

const aptGet = (...options: string[]): void => {
  spawnSync('apt-get', ['-q', ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
};

/** On Debian, as root: elsewhere a package of that name is none, or not ours to install. */
const install = (): void => {
  if (process.getuid?.() !== 0) return;
  process.stderr.write('No LibreOffice here: installing its spreadsheet with apt-get ...\n');
  aptGet('update');
  aptGet('install', '-y', '--no-install-recommends', 'libreoffice-calc-nogui', 'poppler-utils');
};

/** Fails rather than skips: a test that did not run has shown nothing. */
const requireOffice = (): void => {
  if (!isThere()) install();
  if (isThere()) return;
  process.stderr.write(
    '\nThe spreadsheet tests need LibreOffice: sudo apt-get install libreoffice-calc-nogui, or SOFFICE=/path/to/soffice.\n',
  );
  process.exit(1);
};

export default requireOffice;
