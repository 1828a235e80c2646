// Creates the tables of an empty database from an SQL file.
import { readFileSync } from 'node:fs';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { StartError } from '../startError.ts';

/**
 * A database that has a table stays as it is. Statements end with semicolons; `DELIMITER`, which the mysql client reads itself, is not known. `url` names the database.
 * Throws StartError with the server's message.
 */
export const createTables = async (url: string, file: string): Promise<void> => {
  const connection = await createConnection({ uri: url, multipleStatements: true, charset: 'utf8mb4' });
  try {
    const [tables] = await connection.query<RowDataPacket[]>('SHOW TABLES');
    if (tables.length === 0) await connection.query(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartError(`${file} could not be run: ${(error as Error).message}`, { cause: error });
  } finally {
    await connection.end();
  }
};
