// The same function bundled by esbuild as its documentation shows, without any of the build's levers: what most would do.
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '#tools/paths.ts';

/** Bundles `source` into `<folder>/handler.mjs`. */
export const naiveBuild = async (source: string, folder: string): Promise<void> => {
  await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile: join(folder, 'handler.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
};
