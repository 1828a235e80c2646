// Bundles programs with esbuild as its documentation shows: what most projects would do.
import { build } from 'esbuild';
import { root } from '#tools/paths.ts';

// Packages in CommonJS call require, which a module does not have.
const requireForModules =
  "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** Bundles `sources`, paths of the repository, into `outdir`, each as `<name>.mjs`. */
export const buildBundle = async (
  outdir: string,
  sources: Readonly<Record<string, string>>,
): Promise<void> => {
  await build({
    absWorkingDir: root,
    entryPoints: Object.entries(sources).map(([name, source]) => ({ in: source, out: name })),
    outdir,
    outExtension: { '.js': '.mjs' },
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
