// Copies of the example within the repository, whose packages they find.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const state = join(import.meta.dirname, '../../../../.local');

/** The folder of the Serverless Framework (osls). */
export const framework = dirname(createRequire(import.meta.url).resolve('serverless/package.json'));

/** An empty folder for a service. */
export const createFolder = (): string => {
  mkdirSync(state, { recursive: true });
  return mkdtempSync(join(state, 'orders-'));
};

export const copyExample = (): string => {
  const folder = createFolder();
  cpSync(join(import.meta.dirname, '../../example'), folder, { recursive: true });
  return folder;
};

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
