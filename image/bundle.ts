// Bundles one function into dist/<function>, the folder that becomes its image's task root. Called by build.ts.
import { execFileSync } from 'node:child_process';
import { chmod, cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { hasRoute, readFunction } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';
import type { Lever } from './levers.ts';

export type BundleOptions = {
  /** Where the task root is written; dist/<function> by default. */
  folder?: string;
  /** Leaves out one lever, for the bench. */
  without?: Lever | undefined;
};

/** Writes the bundle and returns esbuild's account of what went into it. */
export const bundle = async (name: string, options: BundleOptions = {}): Promise<Metafile> => {
  const { folder = join(root, 'dist', name), without } = options;
  // The path is the source's, so that the handler's name is the same in the image and in the source.
  const home = join(folder, 'functions', name);
  const declaration = readFunction(name);
  // Only a function behind a route may be invoked with a request of the build's own making.
  const servesRequests = hasRoute(declaration);
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`functions/${name}/handler.ts`],
    outfile: join(home, 'bundle.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    // A script and not a module, for V8's code cache; loader.mjs calls this function.
    format: 'cjs',
    banner: { js: '(function(exports,require,module,bundleUrl){' },
    footer: { js: '})' },
    // V8 cannot resolve import() in such a script by itself.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'bundleUrl' },
    // ES modules first: esbuild drops what is unused from them alone.
    mainFields: ['module', 'main'],
    conditions: ['module'],
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  await build({
    absWorkingDir: root,
    entryPoints: { [`functions/${name}/handler`]: 'image/loader.mjs', entryPoint: 'image/entryPoint.mjs' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    target: 'node24',
    define: { servesRequests: String(servesRequests) },
    minify: true,
    logLevel: 'warning',
  });
  await chmod(join(folder, 'entryPoint.mjs'), 0o755);
  if (servesRequests && without !== 'codeCache') {
    execFileSync(process.execPath, [join(root, 'image/takeCodeCache.ts'), home], { stdio: 'inherit' });
  }
  // The image's command when serverless.yml gives none: Dockerfile.lambda names one module for all functions.
  await writeFile(join(folder, 'handler.mjs'), `export * from './functions/${name}/handler.mjs';\n`);
  for (const path of declaration.image.files) {
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  return metafile;
};
