// A directory of any number of generated people, in a database of its own that is kept for the next run.
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { createDataApiDatabase } from '#layers/database/dataApiDatabase.ts';
import type { Database } from '#layers/database/database.ts';
import { createMigrations } from '#layers/migrations/migrations.ts';
import { systemClock } from '#layers/runtime/clock.ts';
import { resourceArn, secretArn } from '#local/environment.ts';

const digits = 8;
const chunk = 1_000_000;

/** Eight digits, so that people have the order of their numbers and all rows are of one length. */
export const emailAt = (index: number): string => `user${String(index).padStart(digits, '0')}@example.com`;

const units = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
const tables = Array.from({ length: 6 }, (_, place) => `(${units}) t${place}`).join(', ');
const number = Array.from({ length: 6 }, (_, place) => `t${place}.d * ${10 ** place}`).join(' + ');

const insertChunk = (from: number, count: number): string => `
  INSERT INTO directory (user_id, email, phone_number)
  SELECT n + 1, CONCAT('user', LPAD(n, ${digits}, '0'), '@example.com'), CONCAT('+1 ', LPAD(n, ${digits}, '0'))
  FROM (SELECT ${from} + ${number} AS n FROM ${tables}) numbers WHERE n < ${from + count} ORDER BY n`;

/** Lets the server keep the largest directory in memory, as Aurora does with ACUs enough. */
export const giveMemory = async (serverUrl: string): Promise<void> => {
  const connection = await createConnection(serverUrl);
  await connection.query(`SET GLOBAL innodb_buffer_pool_size = ${4 * 1024 ** 3}`);
  await connection.end();
};

const countOf = async (connection: Connection): Promise<number> => {
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) AS count FROM directory');
  return Number(row?.count);
};

export type Directory = { name: string; count: number; url: string; database: Database };

/** Migrates and fills the database of `count` people, unless it is there from an earlier run. */
export const openDirectory = async (
  serverUrl: string,
  dataApiUrl: string,
  count: number,
): Promise<Directory> => {
  const name = `scale_${count}`;
  const connection = await createConnection(serverUrl);
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${name}`);
  await connection.changeUser({ database: name });
  const options = { resourceArn, secretArn, database: name, region: 'eu-central-1', endpoint: dataApiUrl };
  const database = createDataApiDatabase({ ...options, clock: systemClock });
  await createMigrations({ database, clock: systemClock }).apply({ deadlineMs: Date.now() + 60_000 });
  if ((await countOf(connection)) !== count) {
    await connection.query('TRUNCATE directory');
    for (let from = 0; from < count; from += chunk) {
      await connection.query(insertChunk(from, Math.min(chunk, count - from)));
    }
  }
  await connection.query('ANALYZE TABLE directory');
  // Reads the table and its key into memory, so that the size of the directory counts and not the disk.
  await connection.query('SELECT SUM(LENGTH(phone_number)) FROM directory');
  await connection.query('SELECT COUNT(email_key) FROM directory FORCE INDEX (directory_email_key)');
  await connection.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { name, count, url: url.href, database };
};
