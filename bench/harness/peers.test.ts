import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const folder = join(import.meta.dirname, '../peers');
const installed = existsSync(join(folder, 'node_modules/.installed'));

// The root's `npm run types` leaves the peers out, since their packages are installed by the bench alone.
(installed ? test : test.skip)(
  'the peers are free of type errors when their packages are installed',
  () => {
    const { stdout } = spawnSync('npm', ['run', '--silent', 'types'], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toBe('');
  },
  60_000,
);
