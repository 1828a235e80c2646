// A lock of this checkout: two `npm ci` in one folder delete each other's files.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const isRunning = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Removes a lock whose process has ended. */
const breakStaleLock = (lock) => {
  try {
    if (!isRunning(Number(readFileSync(lock, 'utf8')))) rmSync(lock, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
};

/** Returns whether the lock is ours now. A link appears with its content, so nobody reads half of it. */
const takeLock = (lock) => {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    breakStaleLock(lock);
    return false;
  } finally {
    rmSync(own);
  }
};

/** Waits for the lock, then runs `work`. */
export const withLock = async (root, work) => {
  const folder = join(root, '.local');
  const lock = join(folder, 'install.lock');
  mkdirSync(folder, { recursive: true });
  while (!takeLock(lock)) await sleep(100);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
};
