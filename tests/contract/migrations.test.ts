// The migrations on a real database: new, adopted, interrupted, at once, and refused.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RowDataPacket } from 'mysql2';
import { systemClock } from '#layers/base/clock.ts';
import { createUsersRepository } from '#layers/people/usersRepository.ts';
import { checkAdoption } from '#layers/schema/checkAdoption.ts';
import { createMigrations } from '#layers/schema/migrations.ts';
import { type MigrationFile, readMigrationFiles } from '#layers/schema/readMigrationFiles.ts';
import { soon, startTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await startTestCloud();
});
afterEach(() => cloud.stop());

const migrationsOf = (files?: MigrationFile[]) =>
  createMigrations({
    database: cloud.database,
    clock: systemClock,
    check: checkAdoption,
    ...(files && { readFiles: async () => files }),
  });
const apply = (files?: MigrationFile[]) => migrationsOf(files).apply(soon());
const plan = (files: MigrationFile[]) => migrationsOf(files).plan(soon());
const sql = (text: string, values: unknown[] = []) => cloud.connection.query<RowDataPacket[]>(text, values);
const add = (email: string | null, phoneNumber: string | null = '1') =>
  sql('INSERT INTO directory (email, phone_number) VALUES (?, ?)', [email, phoneNumber]);

const first = { name: '0001_first.sql', checksum: 'a', sql: 'CREATE TABLE first (id INT)' };
const second = { name: '0002_second.sql', checksum: 'b', sql: 'ALTER TABLE first ADD COLUMN name TEXT' };

test('applies db/migrations to an empty database, once', async () => {
  const names = (await readMigrationFiles()).map(({ name }) => name);
  expect(await apply()).toEqual(names);
  expect(await apply()).toEqual([]);
});

test('plans on an empty database, and changes nothing by it', async () => {
  const pausing = { ...second, sql: `-- pauses events\n${second.sql}` };
  const planned = { pending: [first.name, second.name], later: [], pausesEvents: true };
  expect(await plan([first, pausing])).toEqual(planned);
  expect(await plan([first, pausing])).toEqual(planned);
  expect(await plan([first, second])).toEqual({ ...planned, pausesEvents: false });
});

test('leaves alone what a later release has applied', async () => {
  await apply([first, second]);
  expect(await plan([first])).toEqual({ pending: [], later: [second.name], pausesEvents: false });
  expect(await apply([first])).toEqual([]);
});

test('two at once apply each migration once', async () => {
  const outcomes = await Promise.all([apply(), apply()]);
  expect(outcomes.flat()).toEqual((await readMigrationFiles()).map(({ name }) => name));
});

test('keeps an address unique whatever its letter case and surrounding spaces', async () => {
  await apply();
  await add('homer@thesimpsons.com');
  await expect(add(' Homer@TheSimpsons.com ')).rejects.toMatchObject({ errno: 1062 });
  await add('hómer@thesimpsons.com');
});

describe('the table of the tutorial service', () => {
  const legacy =
    'CREATE TABLE directory (user_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, email TEXT, phone_number TEXT)';

  test.each(['utf8mb4', 'latin1'])('is brought over with its rows and ids, from %s', async (charset) => {
    await sql(`${legacy} DEFAULT CHARACTER SET ${charset}`);
    await add('Homer@TheSimpsons.com ', '+1 888 123 1111');
    await add('josé@x.co', '2');
    await apply();
    const users = createUsersRepository(cloud.database);
    expect(await users.findByEmail('homer@thesimpsons.com', soon())).toMatchObject({
      phoneNumber: '+1 888 123 1111',
    });
    expect(await users.findByEmail('jose@x.co', soon())).toBeUndefined();
    expect(await users.findByEmail('JOSÉ@x.co', soon())).toMatchObject({ phoneNumber: '2' });
    expect(await users.getUsers({ limit: 1 }, soon())).toMatchObject({ next: 1n });
  });

  const tables = async () =>
    (
      await sql('SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()')
    )[0].map(({ name }) => name);
  const rows = async () => (await sql('SELECT * FROM directory ORDER BY user_id'))[0];
  const long = `${'a'.repeat(260)}@x.co`;

  test.each<[string, [string | null, string | null][], RegExp]>([
    [
      'a duplicate address',
      [
        ['a@x.co', '1'],
        [' A@x.co', '1'],
      ],
      /user_id 1, 2: an e-mail address that another row has/,
    ],
    ['a row without an address', [[null, '1']], /user_id 1: no e-mail address \(SELECT user_id FROM/],
    ['a blank address', [[' ', '1']], /user_id 1: a blank e-mail address/],
    ['an address that is too long', [[long, '1']], /user_id 1: an e-mail address of more than 254/],
    ['a row without a number', [['a@x.co', null]], /user_id 1: no phone number/],
    ['a number that is too long', [['a@x.co', '1'.repeat(65)]], /user_id 1: a phone number of more than 64/],
  ])('is refused with %s before anything is changed, until it is mended', async (_case, odd, reason) => {
    await sql(legacy);
    for (const [email, phoneNumber] of odd) await add(email, phoneNumber);
    const before = await rows();
    for (const refused of [plan(await readMigrationFiles()), apply()]) {
      const refusal = (await refused.catch((error: Error) => error)) as Error;
      expect(refusal).toMatchObject({ name: 'MigrationRefused' });
      expect(refusal.message).toMatch(reason);
      expect(refusal.message).not.toContain('x.co');
    }
    expect(await tables()).toEqual(['directory']);
    expect(await rows()).toEqual(before);

    await sql('DELETE FROM directory WHERE user_id = 1');
    expect((await apply())[0]).toMatch(/^0001_/);
  });

  test('is refused with every kind of row that does not fit, ten of each by name', async () => {
    await sql(legacy);
    for (let index = 0; index < 12; index += 1) await add(null, null);
    const refusal = (await apply().catch((error: Error) => error)) as Error;
    expect(refusal.message).toContain('user_id 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …: no e-mail address (');
    expect(refusal.message).toContain('user_id 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …: no phone number (');
    const [query] = /SELECT user_id FROM directory WHERE email IS NULL/.exec(refusal.message) ?? [];
    expect((await sql(query as string))[0]).toHaveLength(12);
  });

  test('is refused without user_id', async () => {
    await sql('CREATE TABLE directory (email TEXT, phone_number TEXT)');
    await expect(apply()).rejects.toThrow('It lacks the column user_id.');
    expect(await tables()).toEqual(['directory']);
  });

  test('a row that appears after the check stops its migration, which keeps the rows', async () => {
    await sql(legacy);
    await add(null);
    const unchecked = createMigrations({ database: cloud.database, clock: systemClock });
    await expect(unchecked.apply(soon())).rejects.toThrow(/^0002_\S+ was rejected by the database/);
    expect(await rows()).toHaveLength(1);
  });
});

test('takes "already exists" for applied when an earlier run ended before it knew', async () => {
  await apply([first]);
  await sql('INSERT INTO schema_migrations (name, checksum) VALUES (?, ?)', [second.name, second.checksum]);
  await sql(second.sql);
  expect(await apply([first, second])).toEqual([second.name]);
  expect(await apply([first, second])).toEqual([]);
});

test('takes "already exists" for a refusal when this run sent the statement first', async () => {
  await sql(first.sql);
  await expect(apply([first])).rejects.toThrow(
    '0001_first.sql was rejected by the database (DatabaseErrorException 1050).',
  );
});

test('goes on after a failed statement once its file is mended', async () => {
  const broken = { ...second, checksum: 'x', sql: 'ALTER TABLE nowhere ADD COLUMN name TEXT' };
  await expect(apply([first, broken])).rejects.toMatchObject({ name: 'MigrationRefused' });
  expect(await apply([first, second])).toEqual([second.name]);
});

test('stops at a changed or missing file, and changes nothing', async () => {
  await apply([first]);
  await expect(apply([{ ...first, checksum: 'c' }, second])).rejects.toThrow('0001_first.sql was changed');
  await expect(apply([second])).rejects.toThrow('0001_first.sql was applied and is missing');
  expect(await apply([first, second])).toEqual([second.name]);
});

test('waits for another owner of the lease, then refuses; takes over a lease that has expired', async () => {
  await apply([first]);
  await sql("UPDATE migration_lease SET owner = 'other', expires_at = NOW(6) + INTERVAL 60 SECOND");
  await expect(migrationsOf([first, second]).apply({ deadlineMs: Date.now() + 1_500 })).rejects.toThrow(
    'Another migration is running.',
  );
  await sql('UPDATE migration_lease SET expires_at = NOW(6) - INTERVAL 1 SECOND');
  expect(await apply([first, second])).toEqual([second.name]);
});
