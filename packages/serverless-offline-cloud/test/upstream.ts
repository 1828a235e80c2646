// Runs lambdaFaults.test.ts on the newest serverless-offline on npm, which it unpacks for that.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const packageFolder = join(import.meta.dirname, '..');
const modules = join(packageFolder, 'node_modules');
const unpacked = join(modules, 'serverless-offline');

const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: modules, stdio: 'inherit' });

mkdirSync(unpacked, { recursive: true });
try {
  run('npm', 'pack', 'serverless-offline@latest', '--silent');
  const tarball = readdirSync(modules).find((name) => /^serverless-offline-.*\.tgz$/.test(name)) as string;
  run('tar', '-xzf', tarball, '-C', unpacked, '--strip-components=1');
  rmSync(join(modules, tarball));
  const jest = ['test', '--', 'lambdaFaults'];
  process.exitCode = spawnSync('npm', jest, { cwd: packageFolder, stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(modules, { recursive: true, force: true });
}
