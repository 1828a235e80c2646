// Reads the event of `npm run invoke`: a file, or JSON itself.
import { readFile } from 'node:fs/promises';
import { UserError } from '#tools/userError.ts';

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENAMETOOLONG', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Windows' programs begin a file in UTF-8 with U+FEFF, which JSON does not have. */
const readText = async (given: string): Promise<string> => {
  if (/^\s*[[{"]/.test(given)) return given;
  try {
    return (await readFile(given, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (isMissing(error)) return given;
    throw error;
  }
};

/** Returns the event as JSON. Throws UserError when it is neither JSON nor a file that holds JSON. */
export const readEvent = async (given: string): Promise<string> => {
  const text = await readText(given);
  try {
    return JSON.stringify(JSON.parse(text));
  } catch (error) {
    const subject = text === given ? 'The event' : given;
    throw new UserError(`${subject} is not JSON: ${(error as Error).message}`);
  }
};
