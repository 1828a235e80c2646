// A copy of the working tree with a state of its own, for tests that kill, edit, reload and add.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '#tools/paths.ts';

/** What a checkout has of its own, or makes. */
const own = new Set(['.git', '.local', '.serverless', 'coverage', 'dist', 'node_modules']);

export type Checkout = {
  folder: string;
  read(path: string): Promise<string>;
  /** Runs a module on this Node and returns its output. Throws with its output when its status is not 0. */
  run(module: string, ...args: string[]): Promise<string>;
  remove(): Promise<void>;
};

const run = async (folder: string, args: string[]): Promise<string> => {
  try {
    return (await promisify(execFile)(process.execPath, args, { cwd: folder })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${args.join(' ')}:\n${stdout}${stderr}`);
  }
};

export const copyCheckout = async (): Promise<Checkout> => {
  const folder = await mkdtemp(join(tmpdir(), 'users-service-checkout-'));
  await cp(root, folder, { recursive: true, filter: (path) => !own.has(basename(path)) });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    read: (path) => readFile(join(folder, path), 'utf8'),
    run: (...args) => run(folder, args),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
