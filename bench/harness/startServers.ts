// What candidates speak to: a stub of the Data API, and a MySQL with the tutorial's table.
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { startMysql } from '#local/mysql/startMysql.ts';
import { personAt } from '#tests/support/people.ts';
import { benchFolder } from './benchFolder.ts';
import { type DataApiStub, startDataApiStub } from './startDataApiStub.ts';

export type BenchServers = { stub: DataApiStub; databaseUrl: string; stop(): Promise<void> };

/** As many people as the page has that is measured, because the tutorial's /users has no limit. */
const peopleCount = 5;

const fillTutorialTable = async (databaseUrl: string): Promise<void> => {
  const connection = await createConnection(databaseUrl);
  try {
    await connection.query('DROP TABLE IF EXISTS directory');
    await connection.query(
      'CREATE TABLE directory (user_id INT AUTO_INCREMENT PRIMARY KEY, email TEXT, phone_number TEXT)',
    );
    const people = Array.from({ length: peopleCount }, (_, index) => personAt(index));
    const values = people.map(({ email, phoneNumber }) => [email, phoneNumber]);
    await connection.query('INSERT INTO directory (email, phone_number) VALUES ?', [values]);
  } finally {
    await connection.end();
  }
};

export const startServers = async (log: (line: string) => void): Promise<BenchServers> => {
  const mysql = await startMysql({ folder: join(benchFolder, 'mysql'), database: 'bench', log });
  await fillTutorialTable(mysql.url);
  const stub = await startDataApiStub();
  const stop = async () => {
    stub.close();
    await mysql.stop();
  };
  return { stub, databaseUrl: mysql.url, stop };
};
