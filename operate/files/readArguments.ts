// What the command line of an import says, checked.
import { stat } from 'node:fs/promises';
import { parseTimestamp } from '#api/timestamp.ts';
import { UsageError, UserError } from '#tools/userError.ts';

/** A time by RFC 3339, in UTC. Throws UsageError for any other text. */
export const readTime = (text: string): string => {
  const timeMs = parseTimestamp(text);
  if (timeMs === undefined)
    throw new UsageError(`--as-of must be a time such as 2026-01-31T12:00:00Z, not "${text}".`);
  return new Date(timeMs).toISOString();
};

/** Throws UserError for what is no file, or of another kind. */
export const checkFile = async (file: string | undefined): Promise<string> => {
  if (!file) throw new UsageError('Name a CSV file; --help shows how.');
  if (!file.endsWith('.csv')) throw new UserError(`${file} must be a .csv file.`);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new UserError(`There is no file ${file}.`);
  return file;
};
