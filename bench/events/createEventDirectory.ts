// A directory of a given size in a database of its own, prepared for events.
import { createConnection } from 'mysql2/promise';
import { insertPeople } from '#bench/scale/people.ts';
import { createDataApiDatabase } from '#layers/aws/dataApi/dataApiDatabase.ts';
import type { Database } from '#layers/aws/dataApi/database.ts';
import { systemClock } from '#layers/base/clock.ts';
import { createMigrations } from '#layers/schema/migrations.ts';
import { resourceArn, secretArn } from '#local/environment.ts';
import { migrateDirectory } from '#tests/support/testDirectory.ts';

export type EventDirectory = {
  count: number;
  database: Database;
  /** Seconds that everybody took to get a subject. */
  preparedS: number;
};

const inAnHour = () => ({ deadlineMs: Date.now() + 3_600_000 });

export const createEventDirectory = async (
  serverUrl: string,
  dataApiUrl: string,
  count: number,
): Promise<EventDirectory> => {
  const name = `events_${count}`;
  const connection = await createConnection({ uri: serverUrl });
  await connection.query(`DROP DATABASE IF EXISTS ${name}`);
  await connection.query(`CREATE DATABASE ${name}`);
  await connection.changeUser({ database: name });
  const database = createDataApiDatabase({
    resourceArn,
    secretArn,
    database: name,
    region: 'eu-central-1',
    endpoint: dataApiUrl,
    clock: systemClock,
  });
  await createMigrations({ database, clock: systemClock }).apply(inAnHour());
  for (const statement of insertPeople('people', count)) await connection.query(statement);
  await connection.query('ANALYZE TABLE people');
  const startedMs = Date.now();
  await migrateDirectory(database, inAnHour());
  const preparedS = (Date.now() - startedMs) / 1_000;
  await connection.end();
  return { count, database, preparedS };
};
