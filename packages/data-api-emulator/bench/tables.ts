// The data of the measurements: an indexed table of people, and results of 1 MiB.
import { createConnection } from 'mysql2/promise';
import type { BenchQuery } from './servers.ts';

const mebibyte = 1024 * 1024;

export const indexedSelect: BenchQuery = {
  sql: 'SELECT id, email, name FROM people WHERE email = :value',
  value: 'p500@example.com',
};

/** The largest result that the Data API returns. */
export const oneValue: BenchQuery = {
  sql: 'SELECT body FROM results WHERE name = :value',
  value: 'one value',
};
export const manyRows: BenchQuery = { ...oneValue, value: '1,024 rows' };

export const createTables = async (url: string): Promise<void> => {
  const connection = await createConnection({ uri: url });
  const people = Array.from({ length: 1_000 }, (_, index) => [`p${index}@example.com`, `Person ${index}`]);
  const rows = Array.from({ length: 1_024 }, () => [manyRows.value, 'x'.repeat(mebibyte / 1_024)]);
  try {
    await connection.query(
      'CREATE TABLE people (id INT PRIMARY KEY AUTO_INCREMENT, email VARCHAR(254) UNIQUE, name VARCHAR(100))',
    );
    await connection.query('INSERT INTO people (email, name) VALUES ?', [people]);
    await connection.query('CREATE TABLE results (name VARCHAR(20), body LONGTEXT, KEY (name))');
    await connection.query('INSERT INTO results VALUES ?', [
      [[oneValue.value, 'x'.repeat(mebibyte)], ...rows],
    ]);
  } finally {
    await connection.end();
  }
};
