// Names an image by what it is made of, so that an unchanged function is not built, pushed or deployed again. Called by
// deployService.ts.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Ingredients = {
  /** The function's folder in dist/. */
  folder: string;
  dockerfile: string;
  base: string;
  platform: string;
};

/** The same for the same files, Dockerfile, base and platform, wherever and whenever it is computed. */
export const imageTag = async ({ folder, dockerfile, base, platform }: Ingredients): Promise<string> => {
  const hash = createHash('sha256');
  const add = (text: string | Buffer) => hash.update(`${text.length}:`).update(text);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    add(file.slice(folder.length));
    add(await readFile(file));
  }
  add(await readFile(dockerfile));
  add(base);
  add(platform);
  return hash.digest('hex').slice(0, 32);
};
