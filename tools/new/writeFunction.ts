// Writes the folder of a new function from the template of its kind.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';
import { fillIn } from './fillIn.ts';
import type { NewFunction } from './readNewFunction.ts';

const templates = join(import.meta.dirname, 'templates');

/** Returns the repository paths of what it wrote. */
export const writeFunction = (created: NewFunction): string[] => {
  const template = join(templates, created.kind);
  const folder = join('functions', created.name);
  mkdirSync(join(root, folder));
  const paths = readdirSync(template).map((file) => {
    const text = readFileSync(join(template, file), 'utf8');
    writeFileSync(join(root, folder, file), fillIn(text, created));
    return join(folder, file);
  });
  // Where a line breaks depends on the length of the name.
  const biome = join(root, 'node_modules', '.bin', 'biome');
  execFileSync(biome, ['check', '--write', folder], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  return paths;
};
