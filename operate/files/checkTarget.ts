// Whether a file can be written, asked before anything is done for it.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '#tools/userError.ts';
import { toFileError } from '../fileError.ts';

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};

/** Throws UserError where the file cannot be written: its folder is missing or read-only, or it is a folder itself. */
export const checkTarget = async (file: string): Promise<void> => {
  const folder = dirname(file);
  if (await isFolder(file)) throw new UserError(`${file} is a folder, not a file.`);
  if (!(await isFolder(folder))) throw new UserError(`There is no folder ${folder}.`);
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw toFileError(file, error);
  });
};
