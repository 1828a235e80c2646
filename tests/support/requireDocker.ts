// Jest's global setup of the image tests: says in one sentence that Docker is missing, before any of them fails for it.
import { spawnSync } from 'node:child_process';

const requireDocker = (): void => {
  const { status, stderr, error } = spawnSync('docker', ['info'], { encoding: 'utf8' });
  if (status === 0) return;
  const reason = (error?.message ?? stderr).trim().split('\n').at(-1);
  process.stderr.write(`\nThe image tests need a running Docker engine with compose: ${reason}\n`);
  process.exit(1);
};

export default requireDocker;
