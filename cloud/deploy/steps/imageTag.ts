// Names an image by what it is made of.
// So an unchanged function is not built, pushed or deployed again.
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '#image/bundle.ts';
import { root } from '#tools/paths.ts';

export type Ingredients = {
  /** A function's task root without its code cache, which V8 makes anew each time; and the sources of the image's build. */
  folders: readonly string[];
  dockerfile: string;
  base: string;
  platform: string;
};

const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter((file) => !file.endsWith('.test.ts')).sort();
};

/** Returns a hash that depends on the ingredients alone, not on their folders or the time. */
export const hashIngredients = async (ingredients: Ingredients): Promise<string> => {
  const hash = createHash('sha256');
  const add = (text: string | Buffer) => hash.update(`${text.length}:`).update(text);
  for (const folder of ingredients.folders) {
    const files = await filesBelow(folder);
    add(String(files.length));
    for (const file of files) {
      add(file.slice(folder.length));
      add(await readFile(file));
    }
  }
  add(await readFile(ingredients.dockerfile));
  add(ingredients.base);
  add(ingredients.platform);
  return hash.digest('hex').slice(0, 32);
};

/** The tag of a function's image, from the sources and packages of this checkout. `platform` is Docker's: linux/arm64. */
export const imageTag = async (functionName: string, base: string, platform: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'users-service-tag-'));
  try {
    await bundle(functionName, { folder, without: 'codeCache' });
    const folders = [folder, join(root, 'image')];
    return await hashIngredients({ folders, dockerfile: join(root, 'Dockerfile.lambda'), base, platform });
  } finally {
    await rm(folder, { recursive: true });
  }
};
