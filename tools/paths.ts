// The repository's root and the folder of everything local.
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Data, logs and builds of this checkout; not under version control. */
export const stateFolder = join(root, '.local');

/** Compiled code that Node keeps from one run to the next (NODE_COMPILE_CACHE). */
export const compileCacheFolder = join(stateFolder, 'compile-cache');
