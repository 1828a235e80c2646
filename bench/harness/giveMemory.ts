// The memory of the database server that is measured.
import { createConnection } from 'mysql2/promise';

/** Lets the server keep the largest directories in memory, as Aurora does with enough ACUs. */
export const giveMemory = async (serverUrl: string): Promise<void> => {
  const connection = await createConnection(serverUrl);
  await connection.query(`SET GLOBAL innodb_buffer_pool_size = ${6 * 1024 ** 3}`);
  await connection.end();
};
