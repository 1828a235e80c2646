// Bundles one function into dist/<function>, the folder that becomes its image's task root. Called by build.ts.
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { root } from './functionNames.ts';

/** Files that a function reads at run time, at the same paths as in the repository. */
const runtimeFiles: Readonly<Record<string, readonly string[]>> = { migrate: ['db/migrations'] };

// CommonJS packages in an ES module still call require() for Node's own modules.
const requireBanner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** Writes the bundle and returns esbuild's account of what went into it. */
export const bundle = async (name: string): Promise<Metafile> => {
  const folder = join(root, 'dist', name);
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    // The path stays as it is, so that the handler's name is the same in the image and in the source.
    entryPoints: [`functions/${name}/handler.ts`],
    outbase: '.',
    outdir: join('dist', name),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // ES modules first: esbuild drops what is unused from them alone.
    mainFields: ['module', 'main'],
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    banner: { js: requireBanner },
    metafile: true,
    logLevel: 'warning',
  });
  // The image's command when serverless.yml gives none: Dockerfile.lambda names one module for all functions.
  await writeFile(join(folder, 'handler.mjs'), `export * from './functions/${name}/handler.mjs';\n`);
  for (const path of runtimeFiles[name] ?? []) {
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  return metafile;
};
