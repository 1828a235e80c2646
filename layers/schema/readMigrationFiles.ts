// Reads the migration files of db/migrations.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

export type MigrationFile = {
  /** File name; files are applied in the order of their names. */
  name: string;
  /** SHA-256 of the text, in hexadecimal. */
  checksum: string;
  /** One statement. */
  sql: string;
};

// Two folders up from here, and also from functions/migrate/handler.mjs in the image, which bundles this file.
const defaultFolder = new URL('../../db/migrations/', import.meta.url);

export const readMigrationFiles = async (folder = defaultFolder): Promise<MigrationFile[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name, checksum: createHash('sha256').update(sql).digest('hex'), sql };
    }),
  );
};
