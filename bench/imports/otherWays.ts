// Other ways to bring a file into a database: line by line through the Data API, and LOAD DATA.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createConnection } from 'mysql2/promise';
import { upsertOneByOne } from '#bench/harness/upsertOneByOne.ts';
import type { ImportBench } from './createImportBench.ts';

/** Returns milliseconds per line. Checks nothing, and knows no order. */
export const importOneByOne = async (
  { dataApi }: ImportBench,
  file: string,
  lines: number,
): Promise<number> => {
  const people = (await readFile(file, 'utf8'))
    .split('\n')
    .slice(1, lines + 1)
    .map((line) => line.split(','))
    .map(([email = '', phoneNumber = '']) => ({ email, phoneNumber }));
  const startedMs = performance.now();
  await upsertOneByOne(dataApi, people);
  return (performance.now() - startedMs) / people.length;
};

/** Returns milliseconds: into an empty table with a unique address, over the server's own protocol. */
export const loadData = async (serverUrl: string, file: string): Promise<number> => {
  const connection = await createConnection({ uri: serverUrl, flags: ['+LOCAL_FILES'] });
  await connection.query('SET GLOBAL local_infile = 1');
  await connection.query('DROP TABLE IF EXISTS imports.loaded');
  await connection.query(`
    CREATE TABLE imports.loaded (
      id BIGINT AUTO_INCREMENT PRIMARY KEY, email VARCHAR(254) NOT NULL UNIQUE, phone_number VARCHAR(64) NOT NULL
    ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const startedMs = performance.now();
  await connection.query({
    sql: `
      LOAD DATA LOCAL INFILE 'people' IGNORE INTO TABLE imports.loaded
      FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"' LINES TERMINATED BY '\\n' IGNORE 1 LINES (email, phone_number)`,
    infileStreamFactory: () => createReadStream(file),
  });
  const elapsedMs = performance.now() - startedMs;
  await connection.query('DROP TABLE imports.loaded');
  await connection.end();
  return elapsedMs;
};
