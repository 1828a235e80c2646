// The example people: loads db/seed.sql into an empty directory, and drops the service's tables.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connection, createConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import { root } from '#tools/paths.ts';

const seedFile = join(root, 'db', 'seed.sql');

const withConnection = async <T>(
  databaseUrl: string,
  use: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const connection = await createConnection({ uri: databaseUrl });
  try {
    return await use(connection);
  } finally {
    await connection.end();
  }
};

/** Returns how many people were added: none when there are some. */
export const seedDirectory = (databaseUrl: string): Promise<number> =>
  withConnection(databaseUrl, async (connection) => {
    const [rows] = await connection.query<RowDataPacket[]>('SELECT 1 FROM directory LIMIT 1');
    if (rows.length > 0) return 0;
    const [result] = await connection.query<ResultSetHeader>(await readFile(seedFile, 'utf8'));
    return result.affectedRows;
  });

export const hasDirectory = (databaseUrl: string): Promise<boolean> =>
  withConnection(databaseUrl, async (connection) => {
    const [rows] = await connection.query<RowDataPacket[]>("SHOW TABLES LIKE 'directory'");
    return rows.length > 0;
  });

/** Drops this service's tables and no others: DATABASE_URL may name a database that holds more. */
export const dropTables = (databaseUrl: string): Promise<void> =>
  withConnection(databaseUrl, async (connection) => {
    await connection.query('DROP TABLE IF EXISTS directory, schema_migrations, migration_lease');
  });
