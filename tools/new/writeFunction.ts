// Writes the folder of a new function from the template of its kind.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kebabName, pascalName } from '../functions.ts';
import { root } from '../paths.ts';
import type { NewFunction } from './readNewFunction.ts';

const templates = join(import.meta.dirname, 'templates');

/** A template is a function that works, with `newHttpFunction` for its name and `/new-http-function` for its path. */
const fillIn = (text: string, { name, kind, path, expression, localPort }: NewFunction): string => {
  const placeholder = `new${pascalName(kind)}Function`;
  return text
    .replaceAll(`/${kebabName(placeholder)}`, path ?? '')
    .replaceAll(kebabName(placeholder), kebabName(name))
    .replaceAll(placeholder, name)
    .replaceAll(pascalName(placeholder), pascalName(name))
    .replace('expression: rate(1 day)', `expression: ${expression}`)
    .replace('localPort: 0', `localPort: ${localPort}`);
};

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
