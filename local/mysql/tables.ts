// The service's tables in a local database: whether they are there and empty, and their removal.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { root } from '#tools/paths.ts';

/** Made by the function `migrate` itself, before the first migration. */
const ofMigrate = ['schema_migrations', 'migration_lease'];

const made =
  /\bCREATE (?:OR REPLACE )?(?:SQL SECURITY \w+ )?(?:TABLE|VIEW) (?:IF NOT EXISTS )?`?(\w+)|\bTO `?(\w+)/gi;

/** The tables and views that a migration makes: by CREATE, or by the `TO` of a RENAME. */
const namesIn = (sql: string): string[] =>
  /^\s*(CREATE|RENAME|ALTER)\b/im.test(sql)
    ? [...sql.replaceAll(/^--.*$/gm, '').matchAll(made)].map(
        ([, created, renamed]) => (created ?? renamed) as string,
      )
    : [];

/** Every table and view that db/migrations has ever made, by name. */
export const findMigrated = (folder = join(root, 'db/migrations')): string[] => [
  ...new Set([
    ...ofMigrate,
    ...globSync('*.sql', { cwd: folder }).flatMap((file) =>
      namesIn(readFileSync(join(folder, file), 'utf8')),
    ),
  ]),
];

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

const findTables = async (connection: Connection): Promise<RowDataPacket[]> => {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT TABLE_NAME AS name, IF(TABLE_TYPE = 'VIEW', 'VIEW', 'TABLE') AS kind
     FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN (?)`,
    [findMigrated()],
  );
  return rows;
};

/** Drops this service's tables and views and no others: the database may hold more. */
export const dropTablesOver = async (connection: Connection): Promise<void> => {
  const found = await findTables(connection);
  // Tables that refer to each other are dropped in any order.
  await connection.query('SET FOREIGN_KEY_CHECKS = 0');
  for (const { name, kind } of found) await connection.query(`DROP ${kind} ${name}`);
  await connection.query('SET FOREIGN_KEY_CHECKS = 1');
};

export const dropTables = (databaseUrl: string): Promise<void> => withConnection(databaseUrl, dropTablesOver);

/** Whether the directory has never known anybody. */
export const isEmpty = (databaseUrl: string): Promise<boolean> =>
  withConnection(databaseUrl, async (connection) => {
    const [rows] = await connection.query<RowDataPacket[]>('SELECT 1 FROM people LIMIT 1');
    return rows.length === 0;
  });
