// Installs what package-lock.json says, where it is missing or stale.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { showProgress } from './showProgress.mjs';
import { withLock } from './withLock.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const runNpmCi = async (folder) => {
  // No package runs code of its own while it is installed: none needs to, and npm 10 does not know `allowScripts`.
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  const child = spawn(command, [...first, ...options], { cwd: folder, stdio: ['inherit', 2, 'inherit'] });
  const [status] = await once(child, 'exit');
  return status === 0;
};

const stampOf = (folder) => join(folder, 'node_modules', '.installed');

/** Names the lockfile that the folder has now, and the platform. */
const wantedStamp = (folder) =>
  createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');

const isInstalled = (folder) =>
  existsSync(stampOf(folder)) && readFileSync(stampOf(folder), 'utf8') === wantedStamp(folder);

/** Writes to stderr: stdout is for what the command itself prints. */
const say = (line) => process.stderr.write(`${line}\n`);

const install = async (folder) => {
  // Another command may have done it while this one waited for the lock.
  if (isInstalled(folder)) return;
  const wanted = wantedStamp(folder);
  const place = relative(root, folder);
  say(`Installing dependencies${place && ` of ${place}`} (npm ci) ...`);
  const started = Date.now();
  const endProgress = showProgress(
    folder,
    JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')),
  );
  const isDone = await runNpmCi(folder);
  endProgress();
  if (!isDone) throw new Error('npm ci failed; its message is above. Nothing was started.');
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s`);
  writeFileSync(stampOf(folder), wanted);
};

/** Installs the packages of the repository, and of each of the given folders of it. Throws an error of one sentence. */
export const installPackages = async (paths = []) => {
  for (const folder of [root, ...paths.map((path) => join(root, path))]) {
    if (!isInstalled(folder)) await withLock(root, () => install(folder));
  }
};
