// The functions as their images are tested: names, routes, and the files of the task root.
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type FunctionDeclaration, kebabName, readFunctions } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';

export type ImageFunction = {
  /** The compose service that runs the image. */
  service: string;
  /** The module that the image loads its bundle with, below the task root. */
  module: string;
  /** Paths below the task root, sorted. */
  files: string[];
  /** Whatever the authorization. */
  paths: string[];
};

const filesAt = (path: string): string[] =>
  [path, ...globSync(`${path}/**/*`, { cwd: root })].filter((found) => statSync(join(root, found)).isFile());

const routedPaths = ({ events }: FunctionDeclaration): string[] =>
  Object.values(events)
    .flat()
    .flatMap(({ httpApi }) => (httpApi ? [httpApi.path] : []));

const toImageFunction = (declared: FunctionDeclaration): ImageFunction => {
  const home = `functions/${declared.name}`;
  const module = `${home}/handler.mjs`;
  const own = ['entryPoint.mjs', `${home}/bundle.cache`, `${home}/bundle.cjs`, module, 'handler.mjs'];
  return {
    service: kebabName(declared.name),
    module,
    files: [...own, ...declared.image.files.flatMap(filesAt)].sort(),
    paths: [...new Set(routedPaths(declared))],
  };
};

export const imageFunctions = readFunctions().map(toImageFunction);
