// The service's tables in a local database: whether they are there and empty, and their removal.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { root } from '#tools/paths.ts';

/** Made by the function `migrate` itself, before the first migration. */
const ofMigrate = ['schema_migrations', 'migration_lease'];

const name = '(?:`([^`]+)`|(\\w+))';
const created =
  'CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:ALGORITHM\\s*=\\s*\\w+\\s+)?(?:SQL\\s+SECURITY\\s+\\w+\\s+)?(?:TABLE|VIEW)\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?';
/** The new name of a table; columns and indexes are renamed by `TO`, too. */
const renamed = '(?<!\\bCOLUMN\\s+\\S+\\s+|\\b(?:INDEX|KEY)\\s+\\S+\\s+)\\bTO\\s+';
const made = new RegExp(`\\b${created}${name}|${renamed}${name}`, 'gi');

/** The tables and views that a migration makes: by CREATE, or by the `TO` of a RENAME. */
const namesIn = (sql: string): string[] =>
  /^\s*(CREATE|RENAME|ALTER)\b/im.test(sql)
    ? [...sql.replaceAll(/^--.*$/gm, '').matchAll(made)].map(
        (match) => match.slice(1).find((text) => text !== undefined) as string,
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
  for (const { name: table, kind } of found) await connection.query(`DROP ${kind} \`${table}\``);
  await connection.query('SET FOREIGN_KEY_CHECKS = 1');
};

export const dropTables = (databaseUrl: string): Promise<void> => withConnection(databaseUrl, dropTablesOver);

/** Whether the directory has never known anybody. */
export const isEmpty = (databaseUrl: string): Promise<boolean> =>
  withConnection(databaseUrl, async (connection) => {
    const [rows] = await connection.query<RowDataPacket[]>('SELECT 1 FROM people LIMIT 1');
    return rows.length === 0;
  });
