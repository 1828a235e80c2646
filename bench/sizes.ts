// What a function adds to the base image. Called by main.ts.
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Kilobytes (of 1,000 bytes) of JavaScript, and of the whole task root packed as an image's layer is. */
export const sizesOf = (taskRoot: string): { scriptKb: number; layerKb: number } => {
  const scripts = globSync('**/*.{mjs,cjs}', { cwd: taskRoot });
  const bytes = scripts.reduce((sum, path) => sum + statSync(join(taskRoot, path)).size, 0);
  const { stdout } = spawnSync('tar', ['-cz', '-C', taskRoot, '.'], { maxBuffer: 64 * 1024 * 1024 });
  return { scriptKb: bytes / 1_000, layerKb: stdout.length / 1_000 };
};
