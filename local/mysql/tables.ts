// The service's tables in a local database: whether they are there and empty, and their removal.
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { findMigrated } from './migratedTables.ts';

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
