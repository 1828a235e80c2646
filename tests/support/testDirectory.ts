// The directory of a test: filled past every rule of the service, and emptied.
import type { Connection } from 'mysql2/promise';
import type { User } from '#layers/repository/user.ts';

/** Removes everybody, tombstones too. */
export const emptyDirectory = async (connection: Connection): Promise<void> => {
  await connection.query('TRUNCATE people');
};

/** Adds rows past the write path, as an adopted table has them: without a subject. */
export const insertRows = async (connection: Connection, users: readonly User[]): Promise<void> => {
  const rows = users.map(({ email, phoneNumber }) => [email, phoneNumber]);
  await connection.query('INSERT INTO people (email, phone_number) VALUES ?', [rows]);
};
