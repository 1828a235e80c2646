// The settings that a directory was made with: its kind of order, its secret's check value.
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';

/** What must be the same for as long as the directory exists. */
export type DirectorySettings = { order: string; secretCheck: string };

/** `subjects` is `complete` once every row has a subject: before that, a deletion could miss its person. */
export type StoredSettings = Partial<DirectorySettings & { subjects: string }>;

const settingsSql = 'SELECT name, value FROM directory_settings';

export const readSettings = async (database: Database, call: CallContext): Promise<StoredSettings> =>
  Object.fromEntries((await database.query(settingsSql, {}, call)).map(({ name, value }) => [name, value]));

/** The name of the first setting that differs from the stored one; undefined when all are the same. */
export const findDifference = (
  stored: StoredSettings,
  wanted: DirectorySettings,
): keyof DirectorySettings | undefined =>
  (['order', 'secretCheck'] as const).find((name) => stored[name] !== wanted[name]);
