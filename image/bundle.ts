// Makes the task root of one function: the files that its image adds to Lambda's base image.
import { execFileSync } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { readFunction } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';
import { bundleSource } from './bundleSource.ts';
import { bundleStart } from './bundleStart.ts';

export type BundleOptions = {
  /** Where the task root is written; dist/<function> by default. */
  folder?: string;
  /** Leaves the code cache out: the bench shows what it is worth, and no two caches of a bundle are the same bytes. */
  without?: 'codeCache' | undefined;
};

const copyFiles = async (paths: readonly string[], folder: string): Promise<void> => {
  for (const path of paths) await cp(join(root, path), join(folder, path), { recursive: true });
};

const takeCodeCache = (home: string): void => {
  const program = join(root, 'image/takeCodeCache.ts');
  execFileSync(process.execPath, [program, home], { stdio: 'inherit', env: {} });
};

/** Writes the task root and returns esbuild's account of the bundle in it. */
export const bundle = async (
  name: string,
  { folder = join(root, 'dist', name), without }: BundleOptions = {},
): Promise<Metafile> => {
  const declared = readFunction(name);
  // The source's path, so that the handler has the same name in the image as in the source.
  const home = join(folder, 'functions', name);
  await rm(folder, { recursive: true, force: true });
  const metafile = await bundleSource(declared, home);
  await bundleStart(name, folder);
  await copyFiles(declared.image.files, folder);
  if (without !== 'codeCache') takeCodeCache(home);
  return metafile;
};
