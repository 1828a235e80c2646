// Why a file of a command line cannot be read or written.
import { UserError } from '#tools/userError.ts';

const sentences: Readonly<Record<string, (file: string) => string>> = {
  ENOENT: (file) => `There is no file ${file}, or its folder is missing.`,
  ENOTDIR: (file) => `There is no file ${file}.`,
  EISDIR: (file) => `${file} is a folder, not a file.`,
  EACCES: (file) => `You have no permission for ${file}.`,
  EPERM: (file) => `You have no permission for ${file}.`,
  EROFS: (file) => `${file} is on a read-only file system.`,
  ENOSPC: (file) => `No space is left for ${file}.`,
};

/** Returns a UserError in place of an error of the file system, and any other error as it is. */
export const toFileError = (file: string, error: unknown): unknown => {
  const { code = '' } = error as NodeJS.ErrnoException;
  const sentence = sentences[code]?.(file);
  return sentence === undefined ? error : new UserError(sentence, { cause: error });
};
