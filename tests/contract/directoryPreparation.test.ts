// How an adopted directory becomes one that events change, on a real database.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { Database } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { systemClock } from '#layers/base/clock.ts';
import { createOpenDirectory } from '#layers/people/directory.ts';
import { type OrderKind, toRevision } from '#layers/people/revision.ts';
import { normalizeEmail, type User } from '#layers/people/user.ts';
import { createUsersRepository } from '#layers/people/usersRepository.ts';
import { createDatabaseUser } from '#layers/schema/databaseUser.ts';
import { createDirectoryPreparation } from '#layers/schema/directoryPreparation.ts';
import { grants } from '#layers/schema/grants.ts';
import { createMigrations } from '#layers/schema/migrations.ts';
import { readMigrationFiles } from '#layers/schema/readMigrationFiles.ts';
import { personAt } from '#tests/support/people.ts';
import { openSession } from '#tests/support/sessionDatabase.ts';
import { soon, startTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import {
  createTestPeople,
  directorySecret,
  insertRows,
  migrateDirectory,
} from '#tests/support/testDirectory.ts';

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await startTestCloud();
});
afterEach(() => cloud.stop());

const migrate = async (files = readMigrationFiles()): Promise<void> => {
  const readFiles = () => files;
  await createMigrations({ database: cloud.database, clock: systemClock, readFiles }).apply(soon());
};

/** The schema of the version before events, with people. */
const adopt = async (users: readonly User[]): Promise<void> => {
  await migrate(readMigrationFiles().then((files) => files.filter(({ name }) => name < '0003')));
  const rows = users.map(({ email, phoneNumber }) => [email, phoneNumber]);
  await cloud.connection.query('INSERT INTO directory (email, phone_number) VALUES ?', [rows]);
};

const optionsOf = (database: Database, secret = directorySecret, order: OrderKind = 'time') => ({
  database,
  readSecret: async () => secret,
  order,
});
const prepare = (database = cloud.database, secret?: string, order?: OrderKind) =>
  createDirectoryPreparation(optionsOf(database, secret, order)).prepare(soon());

const remove = (sent: string) => ({
  email: normalizeEmail(sent),
  spelling: sent,
  phoneNumber: null,
  revision: toRevision({ rank: 1, deleted: true, source: 'test', id: '1' }),
});
const withoutSubject = async (): Promise<number> => {
  const [[row]] = await cloud.connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS count FROM people WHERE subject IS NULL',
  );
  return Number(row?.count);
};

const people = Array.from({ length: 1_100 }, (_, index) => personAt(index));

test('gives everybody a subject, so that a deletion reaches people of the version before', async () => {
  const odd = [
    { email: 'Jose\u0301@x', phoneNumber: '1' },
    { email: 'alİ@x\t', phoneNumber: '2' },
    { email: 'apu', phoneNumber: '3' },
  ];
  await adopt([...people, ...odd]);
  await migrateDirectory(cloud.database, soon());
  expect(await withoutSubject()).toBe(0);
  const users = createUsersRepository(cloud.database);
  const last = await users.getUsers({ limit: 10, after: BigInt(people.length - 1) }, soon());
  expect(last.users).toEqual([personAt(people.length - 1), ...odd]);
  const deletions = [...people, ...odd].map(({ email }) => remove(email));
  await createTestPeople(cloud.database).apply(deletions, soon());
  expect(await users.getUsers({ limit: 10 }, soon())).toEqual({ users: [] });
  const [rows] = await cloud.connection.query(
    'SELECT 1 FROM people WHERE email IS NOT NULL OR phone_number IS NOT NULL',
  );
  expect(rows).toEqual([]);
});

describe('interrupted', () => {
  /** Lets so many calls through and fails the rest. */
  const failingAfter = (calls: number): Database => {
    let left = calls;
    const counted = <T>(run: () => Promise<T>): Promise<T> => {
      left -= 1;
      return left < 0 ? Promise.reject(new DatabaseError('transient', 'Interrupted')) : run();
    };
    return {
      query: (...parameters) => counted(() => cloud.database.query(...parameters)),
      execute: (...parameters) => counted(() => cloud.database.execute(...parameters)),
    };
  };

  test('lets nobody write before it is complete, and goes on where it ended', async () => {
    await adopt(people);
    await migrate();
    const [change] = [remove(personAt(0).email)];
    const left: number[] = [];
    let calls = 1;
    for (
      ;
      await prepare(failingAfter(calls)).then(
        () => false,
        () => true,
      );
      calls += 1
    ) {
      const [outcome] = await createTestPeople(cloud.database).apply([change], soon());
      expect(outcome).toMatchObject({ kind: 'misconfigured' });
      left.push(await withoutSubject());
    }
    expect(new Set(left)).toEqual(new Set([1_100, 600, 100, 0]));
    expect(await withoutSubject()).toBe(0);
    expect(await createTestPeople(cloud.database).apply([change], soon())).toEqual(['applied']);
  });
});

test('reads nothing of people who have their subject', async () => {
  await adopt(people);
  await migrateDirectory(cloud.database, soon());
  const session = await openSession(cloud.url);
  await session.session.query('FLUSH STATUS');
  await prepare(session);
  const [rows] = await session.session.query<RowDataPacket[]>("SHOW SESSION STATUS LIKE 'Handler_read%'");
  expect(rows.reduce((sum, { Value }) => sum + Number(Value), 0)).toBeLessThan(20);
  await session.end();
});

describe('refuses', () => {
  beforeEach(() => migrateDirectory(cloud.database, soon()));

  test.each([
    [
      'another secret',
      'another secret of the same directory',
      'time',
      'The secret of this directory is another one',
    ],
    ['another order', directorySecret, 'version', 'The events of this directory have another order'],
  ] as const)('%s, as a writer does', async (_case, secret, order, message) => {
    await expect(prepare(cloud.database, secret, order)).rejects.toThrow(message);
    await expect(createOpenDirectory(optionsOf(cloud.database, secret, order))(soon())).rejects.toMatchObject(
      {
        kind: 'misconfigured',
      },
    );
    await expect(createOpenDirectory(optionsOf(cloud.database))(soon())).resolves.toBeDefined();
  });

  test('a secret that can be guessed', async () => {
    await expect(prepare(cloud.database, 'short')).rejects.toThrow('shorter than 32 characters');
  });

  test('a blank address, since nobody could search for it', async () => {
    await insertRows(cloud.connection, [{ email: '  ', phoneNumber: '1' }]);
    await expect(prepare()).rejects.toThrow('The person with user_id 1 has a blank e-mail address.');
  });

  test('a row that was added by hand for somebody who was deleted', async () => {
    await createTestPeople(cloud.database).apply([remove('homer@x')], soon());
    await insertRows(cloud.connection, [
      { email: 'marge@x', phoneNumber: '1' },
      { email: 'Homer@x', phoneNumber: '2' },
    ]);
    const [[row]] = await cloud.connection.query<RowDataPacket[]>('SELECT MAX(user_id) AS id FROM people');
    await expect(prepare()).rejects.toThrow(`The row with user_id ${row?.id} was added by hand`);
  });
});

describe('readers', () => {
  const username = 'swap_reader';
  const password = 'a'.repeat(32);
  afterEach(() => cloud.connection.query('DROP USER IF EXISTS ?', [username]));

  test('of the version before go on by their rights while the directory becomes a view', async () => {
    await adopt(people);
    const secrets = {
      read: async () => JSON.stringify({ username, password }),
      readPending: async () => undefined,
    };
    await createDatabaseUser({
      database: cloud.database,
      secrets,
      secretArn: '',
      grants: grants.reader,
    }).ensure(soon());
    const reader = await createConnection({
      uri: Object.assign(new URL(cloud.url), { username, password }).href,
    });
    let over = false;
    const answers = new Set<string>();
    const reading = (async () => {
      while (!over) {
        const [page] = await reader.query(
          'SELECT user_id AS id, email, phone_number AS phoneNumber FROM directory WHERE user_id > 10 ORDER BY user_id LIMIT 3',
        );
        const [found] = await reader.query(
          "SELECT email, phone_number AS phoneNumber FROM directory WHERE email_key = LOWER(TRIM(CONVERT('User7@example.com' USING utf8mb4) COLLATE utf8mb4_bin))",
        );
        answers.add(JSON.stringify([page, found]));
      }
    })();
    await migrateDirectory(cloud.database, soon());
    over = true;
    await reading;
    await reader.end();
    expect(answers.size).toBe(1);
    expect(JSON.parse([...answers][0] as string)[1]).toEqual([personAt(7)]);
  });
});
