// What a function adds to the base image.
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Kilobytes of 1,000 bytes. */
export type FunctionSizes = {
  /** The JavaScript. */
  scriptKb: number;
  /** The whole task root, packed as an image's layer is. */
  layerKb: number;
};

export const measureSizes = (taskRoot: string): FunctionSizes => {
  const scripts = globSync('**/*.{mjs,cjs}', { cwd: taskRoot });
  const bytes = scripts.reduce((sum, path) => sum + statSync(join(taskRoot, path)).size, 0);
  const { stdout } = spawnSync('tar', ['-cz', '-C', taskRoot, '.'], { maxBuffer: 64 * 1024 * 1024 });
  return { scriptKb: bytes / 1_000, layerKb: stdout.length / 1_000 };
};
