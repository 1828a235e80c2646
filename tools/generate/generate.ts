// Writes the generated files that are stale.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';
import { generatedFiles } from './generatedFiles.ts';

/** Returns the repository paths of what it wrote. */
export const generate = (): string[] => {
  const stale = generatedFiles().filter(({ present, generated }) => present !== generated);
  for (const { path, generated } of stale) writeFileSync(join(root, path), generated);
  return stale.map(({ path }) => path);
};
