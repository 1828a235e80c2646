// Lets serverless-offline load a TypeScript handler through Node itself.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, stateFolder } from '#tools/paths.ts';

/**
 * Writes a module that re-exports the handler and returns its name for serverless-offline, which would otherwise load
 * the .ts through tsx: that joins all lines into one, where no debugger finds a breakpoint without a source map. Node
 * strips the types and leaves every position as it is.
 */
export const nativeHandler = (handler: string): string => {
  const [, path, name] = /^(.+)\.(\w+)$/.exec(handler) as unknown as [string, string, string];
  const file = join(stateFolder, 'handlers', `${basename(dirname(path))}.mjs`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `export { ${name} } from '${pathToFileURL(join(root, `${path}.ts`))}';\n`);
  return relative(root, file).replace(/mjs$/, name);
};
