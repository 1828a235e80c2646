// A copy of the working tree with a state of its own, in which `npm start` runs for tests that kill, edit and reload.
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';

const needed = [
  'package.json',
  'serverless.yml',
  'docker-compose.local.yml',
  'functions',
  'layers',
  'local',
  'cloud',
  'packages',
  'tools',
  'db',
  'tests/e2e/events',
];

export type Checkout = { folder: string; read(path: string): Promise<string>; remove(): Promise<void> };

export const copyCheckout = async (): Promise<Checkout> => {
  const folder = await mkdtemp(join(tmpdir(), 'users-service-e2e-'));
  for (const path of needed) await cp(join(root, path), join(folder, path), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    read: (path) => readFile(join(folder, path), 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
