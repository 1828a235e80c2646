// Reads the event of `npm run invoke`: a file, or JSON itself.
import { readFile } from 'node:fs/promises';
import { parseNestedJson } from '#offline-cloud/server/nestedJson.ts';
import { UserError } from '#tools/userError.ts';
import { describeJsonError } from './describeJsonError.ts';
import { decodeUtf8 } from './readUtf8.ts';

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENAMETOOLONG', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

const readText = async (given: string): Promise<string> => {
  if (/^\s*[[{"]/.test(given)) return given;
  try {
    return decodeUtf8(await readFile(given), given);
  } catch (error) {
    if (isMissing(error)) return given;
    throw error;
  }
};

/** Returns the event as JSON. Throws UserError when it is neither JSON nor a file that holds JSON. */
export const readEvent = async (given: string): Promise<string> => {
  const text = await readText(given);
  try {
    return JSON.stringify(parseNestedJson(text));
  } catch (error) {
    if (text === given && /\.json$/.test(given)) throw new UserError(`There is no file ${given}.`);
    const subject = text === given ? 'The event' : given;
    throw new UserError(`${subject} is not JSON: ${describeJsonError(text, error as Error)}.`);
  }
};
