// What the command line of an import says, checked.
import { open } from 'node:fs/promises';
import { parseTimestamp } from '#api/timestamp.ts';
import { UsageError, UserError } from '#tools/userError.ts';
import { toFileError } from '../fileError.ts';

/** A time by RFC 3339, in UTC. Throws UsageError for any other text. */
export const readTime = (text: string): string => {
  const timeMs = parseTimestamp(text);
  if (timeMs === undefined)
    throw new UsageError(`--as-of must be a time such as 2026-01-31T12:00:00Z, not "${text}".`);
  return new Date(timeMs).toISOString();
};

/** Throws UserError when the file cannot be read, or its name does not end in `.csv`. */
export const checkFile = async (file: string): Promise<void> => {
  const handle = await open(file).catch((error: unknown) => {
    throw toFileError(file, error);
  });
  await using _closed = handle;
  if ((await handle.stat()).isDirectory()) throw new UserError(`${file} is a folder, not a file.`);
  if (!file.endsWith('.csv')) throw new UserError(`${file} is not a CSV file: its name must end in .csv.`);
};
