// 100,000 users: the rows that the server reads, by its own counters.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RowDataPacket } from 'mysql2';
import { createUsersRepository } from '#layers/repository/usersRepository.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';

const count = 100_000;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
  const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
  const tables = ['a', 'b', 'c', 'e', 'f'];
  await cloud.connection.query(`
    INSERT INTO directory (email, phone_number)
    SELECT CONCAT('user', n, '@example.com'), CONCAT('+1 888 ', n) FROM (
      SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n
      FROM ${tables.map((table) => `(${digits}) ${table}`).join(', ')}) numbers ORDER BY n`);
}, 60_000);
afterAll(() => cloud.stop());

/** The repository on one direct session, whose counters nothing else moves. */
const countedUsers = () =>
  createUsersRepository({
    query: async (sql, values) => {
      await cloud.connection.query('FLUSH STATUS');
      const [rows] = await cloud.connection.query<RowDataPacket[]>({ sql, values, namedPlaceholders: true });
      return rows.map((row) => (row.id === undefined ? row : { ...row, id: String(row.id) }));
    },
    execute: () => Promise.reject(new Error('the repository must not write')),
  });

/** Rows that the storage engine handed to the last query. */
const rowsRead = async (): Promise<number> => {
  const [rows] = await cloud.connection.query<RowDataPacket[]>("SHOW SESSION STATUS LIKE 'Handler_read%'");
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
};

test('a search reads one row, a miss at most one', async () => {
  expect(await countedUsers().findByEmail('USER99999@example.com', soon())).toBeDefined();
  expect(await rowsRead()).toBe(1);
  expect(await countedUsers().findByEmail('nobody@example.com', soon())).toBeUndefined();
  expect(await rowsRead()).toBeLessThanOrEqual(1);
});

test('the last page reads as many rows as the first', async () => {
  const [[row]] = await cloud.connection.query<RowDataPacket[]>('SELECT MAX(user_id) AS last FROM directory');
  await countedUsers().getUsers({ limit: 1_000 }, soon());
  const first = await rowsRead();
  expect(first).toBe(1_001);
  await countedUsers().getUsers({ limit: 1_000, after: BigInt(row?.last) - 1_001n }, soon());
  expect(await rowsRead()).toBe(first);
});

test('reaches every user once, page by page', async () => {
  const users = createUsersRepository(cloud.database);
  let seen = 0;
  let after: bigint | undefined;
  do {
    const page = await users.getUsers({ limit: 1_000, after }, soon());
    seen += page.users.length;
    after = page.next;
  } while (after !== undefined);
  expect(seen).toBe(count);
});

test('shrinks a page of the widest rows until it fits the 1 MiB of the Data API', async () => {
  const users = createUsersRepository(cloud.database);
  await cloud.connection.query('TRUNCATE directory');
  const wide = Array.from({ length: 1_200 }, (_, n) => [
    `😀`.repeat(248) + String(n).padStart(6, '0'),
    '☎'.repeat(64),
  ]);
  await cloud.connection.query('INSERT INTO directory (email, phone_number) VALUES ?', [wide]);
  const page = await users.getUsers({ limit: 1_000 }, soon());
  expect(page.users.length).toBeGreaterThan(0);
  expect(page.users.length).toBeLessThan(1_000);
  expect(page.next).toBeDefined();
});
