// Bundles a program with esbuild as its documentation shows: what most projects would do.
import { build } from 'esbuild';
import { root } from '#tools/paths.ts';

// Packages in CommonJS call require, which a module does not have.
const requireForModules =
  "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** Bundles `source`, a path of the repository, into `outfile`. */
export const buildNaively = async (source: string, outfile: string): Promise<void> => {
  await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    banner: { js: requireForModules },
    logLevel: 'warning',
  });
};
