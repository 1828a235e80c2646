// Readers of every release on every schema that a deployment or a rollback gives them.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Emulator, startEmulator } from 'data-api-emulator';
import { createDataApiDatabase } from '#layers/aws/dataApi/dataApiDatabase.ts';
import type { Database } from '#layers/aws/dataApi/database.ts';
import { systemClock } from '#layers/base/clock.ts';
import { createUsersRepository } from '#layers/people/usersRepository.ts';
import { createMigrations } from '#layers/schema/migrations.ts';
import { type MigrationFile, readMigrationFiles } from '#layers/schema/readMigrationFiles.ts';
import { resourceArn, secretArn } from '#local/environment.ts';
import { people } from '#tests/support/people.ts';
import { createScriptedDatabase } from '#tests/support/scriptedDatabase.ts';
import { soon, startTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { type ReleasedReaders, releasedReaders } from './releasedReaders.ts';

const username = `reader_${randomBytes(4).toString('hex')}`;
const password = randomBytes(16).toString('hex');

const files = await readMigrationFiles();
const [oldest] = releasedReaders;
const schemas = files.filter(({ name }) => name >= (oldest as ReleasedReaders).needs);

let cloud: TestCloud;
let readerApi: Emulator;
/** The Data API as the functions behind routes have it: with the account that can only read the directory. */
let reader: Database;

const migrateTo = (file: MigrationFile): Promise<string[]> => {
  const applied = files.slice(0, files.indexOf(file) + 1);
  const readFiles = async () => applied;
  return createMigrations({ database: cloud.database, clock: systemClock, readFiles }).apply(soon());
};

beforeAll(async () => {
  cloud = await startTestCloud();
  const [first] = files;
  await migrateTo(first as MigrationFile);
  for (const { email, phoneNumber } of people) {
    await cloud.connection.query('INSERT INTO directory (email, phone_number) VALUES (?, ?)', [
      email,
      phoneNumber,
    ]);
  }
  await cloud.connection.query(`CREATE USER '${username}'@'%' IDENTIFIED BY '${password}'`);
  await cloud.connection.query(`GRANT SELECT ON directory TO '${username}'@'%'`);
  const databaseUrl = Object.assign(new URL(cloud.url), { username, password }).href;
  readerApi = await startEmulator({ databaseUrl, resourceArn, secretArn });
  const options = { resourceArn, secretArn, database: cloud.name, region: 'eu-central-1' };
  reader = createDataApiDatabase({ ...options, endpoint: readerApi.url, clock: systemClock });
});
afterAll(async () => {
  await readerApi?.stop();
  await cloud.connection.query(`DROP USER IF EXISTS '${username}'@'%'`);
  await cloud.stop();
});

const withoutIds = (rows: Record<string, unknown>[]) => rows.map(({ id, ...user }) => user);

const readersAt = ({ name }: MigrationFile): ReleasedReaders[] =>
  releasedReaders.filter(({ needs }) => needs <= name);

const expectSameAnswers = async (file: MigrationFile): Promise<void> => {
  for (const { page, search } of readersAt(file)) {
    const everybody = await reader.query(page, { after: 0n, limit: people.length + 1 }, soon());
    expect(withoutIds(everybody)).toEqual(people);
    const [second] = await reader.query(page, { after: BigInt(String(everybody[0]?.id)), limit: 1 }, soon());
    expect(second).toEqual(everybody[1]);
    for (const user of people) {
      expect(await reader.query(search, { email: ` ${user.email.toUpperCase()}` }, soon())).toEqual([user]);
    }
    expect(await reader.query(search, { email: 'nobody@example.com' }, soon())).toEqual([]);
  }
};

test.each(schemas.map((file) => [file.name, file] as const))(
  'after %s they answer as before',
  async (_name, file) => {
    await migrateTo(file);
    await expectSameAnswers(file);
  },
);

test('with tombstones before, between and behind people they answer as before', async () => {
  const last = schemas.at(-1) as MigrationFile;
  await migrateTo(last);
  await cloud.connection.query('UPDATE people SET user_id = user_id * 10 ORDER BY user_id DESC');
  await cloud.connection.query("INSERT INTO people (user_id, subject) VALUES (1, 'a'), (15, 'b'), (99, 'c')");
  await expectSameAnswers(last);
});

test('the readers of this release are the last of the list', async () => {
  const database = createScriptedDatabase(() => []);
  const users = createUsersRepository(database);
  await users.getUsers({ limit: 1 }, soon());
  await users.findByEmail('a@b', soon());
  const { page, search } = releasedReaders.at(-1) as ReleasedReaders;
  const words = (sql: string): string => sql.trim().replaceAll(/\s+/g, ' ');
  expect(database.asked.map(({ sql }) => words(sql))).toEqual([page, search].map(words));
});

test('every release needs a migration that exists', () => {
  const names = files.map(({ name }) => name);
  expect(releasedReaders.filter(({ needs }) => !names.includes(needs))).toEqual([]);
});
