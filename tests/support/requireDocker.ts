// Jest global setup: requires a running Docker engine, and says so in one sentence.
import { spawnSync } from 'node:child_process';

const requireDocker = (): void => {
  const { status, stderr, error } = spawnSync('docker', ['info'], { encoding: 'utf8' });
  if (status === 0) return;
  const reason = (error?.message ?? stderr).trim().split('\n').at(-1);
  process.stderr.write(`\nThe image tests need a running Docker engine with compose: ${reason}\n`);
  process.exit(1);
};

export default requireDocker;
