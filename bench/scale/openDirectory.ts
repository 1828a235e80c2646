// Opens a directory of any number of people, in a database kept for the next run.
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { insertPeople } from './people.ts';

export type DirectoryOptions = {
  serverUrl: string;
  /** The database's name. */
  name: string;
  count: number;
  /** The name of the table that holds the people. */
  table: string;
  /** Makes the table in the database of this URL, unless it is there. */
  createTable: (databaseUrl: string) => Promise<void>;
};

const readCount = async (connection: Connection, table: string): Promise<number> => {
  const [[row]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS count FROM ${table}`);
  return Number(row?.count);
};

const fill = async (connection: Connection, table: string, count: number): Promise<void> => {
  if ((await readCount(connection, table)) === count) return;
  await connection.query(`TRUNCATE ${table}`);
  for (const statement of insertPeople(table, count)) await connection.query(statement);
};

/** Reads the table and its keys into memory, so that the size of the directory counts and not the disk. */
const warmUp = async (connection: Connection, table: string): Promise<void> => {
  await connection.query(`ANALYZE TABLE ${table}`);
  await connection.query(`SELECT SUM(LENGTH(phone_number)) FROM ${table}`);
  const [keys] = await connection.query<RowDataPacket[]>(
    `SHOW KEYS FROM ${table} WHERE Key_name <> 'PRIMARY'`,
  );
  for (const { Key_name: key, Column_name: column } of keys) {
    await connection.query(`SELECT COUNT(${column}) FROM ${table} FORCE INDEX (${key})`);
  }
};

/** The database's URL. */
export const openDirectory = async ({
  serverUrl,
  name,
  count,
  table,
  createTable,
}: DirectoryOptions): Promise<string> => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const connection = await createConnection(serverUrl);
  try {
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${name}`);
    await createTable(url.href);
    await connection.changeUser({ database: name });
    await fill(connection, table, count);
    await warmUp(connection, table);
  } finally {
    await connection.end();
  }
  return url.href;
};
