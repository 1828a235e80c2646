// The example people of db/seed.sql, loaded into an empty directory.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection, type ResultSetHeader } from 'mysql2/promise';
import { root } from '#tools/paths.ts';
import { isEmpty } from './tables.ts';

const seedFile = join(root, 'db', 'seed.sql');

/** Returns how many people were added: none when there are some. */
export const seedDirectory = async (databaseUrl: string): Promise<number> => {
  if (!(await isEmpty(databaseUrl))) return 0;
  const connection = await createConnection({ uri: databaseUrl });
  try {
    const [result] = await connection.query<ResultSetHeader>(await readFile(seedFile, 'utf8'));
    return result.affectedRows;
  } finally {
    await connection.end();
  }
};
