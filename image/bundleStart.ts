// Bundles what starts a function in its image: the entry point, and what leads to the handler.
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '#tools/paths.ts';

/** Writes entryPoint.mjs, functions/<name>/handler.mjs and handler.mjs into the task root `folder`. */
export const bundleStart = async (name: string, folder: string): Promise<void> => {
  await build({
    absWorkingDir: root,
    entryPoints: { [`functions/${name}/handler`]: 'image/loader.ts', entryPoint: 'image/entryPoint.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    logLevel: 'warning',
  });
  await chmod(join(folder, 'entryPoint.mjs'), 0o755);
  // What the command of every image names: a command in Dockerfile.lambda takes no arguments.
  await writeFile(join(folder, 'handler.mjs'), `export * from './functions/${name}/handler.mjs';\n`);
};
