// The directory's table in each form: this service's, and the tutorial's with and without an index.
import { createConnection } from 'mysql2/promise';
import { type FunctionOptions, startFunction } from '#bench/harness/startFunction.ts';

/** Runs the built function migrate, as a deployment does before its stack: readers need no more than the schema. */
export const migrateTable = async (options: FunctionOptions): Promise<void> => {
  const migrate = await startFunction(options);
  try {
    const { body } = await migrate.send({
      path: '',
      event: '{"step":"schema"}',
      expected: { statusCode: 0 },
    });
    if (!Array.isArray(JSON.parse(body).applied)) throw new Error(`migrate answered ${body}`);
  } finally {
    migrate.stop();
  }
};

const createTutorialTable = async (databaseUrl: string, index: string): Promise<void> => {
  const connection = await createConnection(databaseUrl);
  try {
    await connection.query(
      `CREATE TABLE IF NOT EXISTS directory (
        user_id INT AUTO_INCREMENT PRIMARY KEY, email TEXT, phone_number TEXT${index})`,
    );
  } finally {
    await connection.end();
  }
};

export const createUnindexedTable = (databaseUrl: string) => createTutorialTable(databaseUrl, '');

/** InnoDB indexes 191 letters of a TEXT in every row format and character set. */
export const createIndexedTable = (databaseUrl: string) =>
  createTutorialTable(databaseUrl, ', INDEX email (email(191))');
