// The rows that the server reads of 30,000, half of them tombstones, by its own counters.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RowDataPacket } from 'mysql2';
import { createUsersRepository, type UsersRepository } from '#layers/people/usersRepository.ts';
import { openSession, type SessionDatabase } from '#tests/support/sessionDatabase.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { emptyDirectory, insertRows } from '#tests/support/testDirectory.ts';

const count = 30_000;
const pageSize = 100;

let cloud: TestCloud;
let session: SessionDatabase;
let users: UsersRepository;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
  session = await openSession(cloud.url);
  users = createUsersRepository({
    ...session,
    query: async (sql, parameters, call) => {
      await session.session.query('FLUSH STATUS');
      return session.query(sql, parameters, call);
    },
  });
});
afterAll(async () => {
  await session.end();
  await cloud.stop();
});

/** Numbers from 0 to the count as a table. */
const numbers = (() => {
  const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
  const tables = ['a', 'b', 'c', 'e', 'f'].map((table) => `(${digits}) ${table}`).join(', ');
  return `(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n FROM ${tables}
    HAVING n < ${count}) numbers`;
})();

/** Fills the directory; the rows for which `tombstone` holds, by their number `n`, are tombstones. */
const fill = async (tombstone: string): Promise<void> => {
  await emptyDirectory(cloud.connection);
  await cloud.connection.query(`
    INSERT INTO people (user_id, email, phone_number, subject)
    SELECT n + 1, IF(${tombstone}, NULL, CONCAT('user', n, '@example.com')),
      IF(${tombstone}, NULL, CONCAT('+1 888 ', n)), LPAD(n, 43, 's')
    FROM ${numbers} ORDER BY n`);
  await cloud.connection.query('ANALYZE TABLE people');
};

/** Index entries and rows that the storage engine handed to the last query, with those that it dropped by itself. */
const rowsRead = async (): Promise<number> => {
  const [rows] = await session.session.query<RowDataPacket[]>(
    "SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler_read%' OR Variable_name = 'Handler_icp_attempts'",
  );
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
};

const idAt = async (place: number): Promise<bigint> => {
  const [[row]] = await cloud.connection.query<RowDataPacket[]>(
    'SELECT user_id AS id FROM directory ORDER BY user_id LIMIT ?, 1',
    [place],
  );
  return BigInt(row?.id);
};

/** How the server reads a page: its access, its index, and how many bytes of that index it goes by. */
const explainPage = async (): Promise<RowDataPacket> => {
  const [modes] = await session.session.query<RowDataPacket[]>("SHOW VARIABLES LIKE 'explain_format'");
  for (const _ of modes) await session.session.query("SET SESSION explain_format = 'TRADITIONAL'");
  const [[row]] = await session.session.query<RowDataPacket[]>(
    'EXPLAIN SELECT user_id, email, phone_number FROM directory WHERE user_id > 15000 ORDER BY user_id LIMIT 101',
  );
  return row as RowDataPacket;
};

describe.each([
  ['without tombstones', '0', count],
  ['with every second row a tombstone', 'MOD(n, 2) = 1', count / 2],
  ['with a block of tombstones in the middle', `n >= ${count / 4} AND n < ${(count * 3) / 4}`, count / 2],
  ['with a block of tombstones before everybody', `n < ${count / 2}`, count / 2],
])('%s', (_case, tombstone, people) => {
  beforeAll(() => fill(tombstone), 60_000);

  test.each([
    ['first', 0],
    ['middle', people / 2 - pageSize / 2],
    ['last but one', people - pageSize - 2],
  ])('the %s page reads its own people', async (_page, place) => {
    const after = place === 0 ? undefined : await idAt(place - 1);
    // The first session to use a table that was just analyzed reads the server's own statistics, too.
    await users.getUsers({ limit: pageSize, after }, soon());
    const page = await users.getUsers({ limit: pageSize, after }, soon());
    expect(page.users).toHaveLength(pageSize);
    expect(page.next).toBeDefined();
    expect(await rowsRead()).toBeLessThanOrEqual(pageSize + 4);
  });

  test('a page is a range of the index of listed people, by both of its parts', async () => {
    expect(await explainPage()).toMatchObject({ type: 'range', key: 'people_listed', key_len: '10' });
  });

  test('a search reads one row, a miss at most one', async () => {
    expect(await users.findByEmail('USER29998@example.com', soon())).toHaveProperty('email');
    expect(await rowsRead()).toBe(1);
    expect(await users.findByEmail('nobody@example.com', soon())).toBeUndefined();
    expect(await rowsRead()).toBeLessThanOrEqual(1);
  });
});

test('reaches every user once, page by page, between tombstones', async () => {
  await fill('MOD(n, 3) = 1');
  const overDataApi = createUsersRepository(cloud.database);
  const seen = new Set<string>();
  let after: bigint | undefined;
  do {
    const page = await overDataApi.getUsers({ limit: 1_000, after }, soon());
    for (const { email } of page.users) seen.add(email);
    after = page.next;
  } while (after !== undefined);
  expect(seen.size).toBe(Math.ceil((count * 2) / 3));
});

test('shrinks a page of the widest rows until it fits the 1 MiB of the Data API', async () => {
  await emptyDirectory(cloud.connection);
  const wide = Array.from({ length: 1_200 }, (_, n) => ({
    email: `😀`.repeat(248) + String(n).padStart(6, '0'),
    phoneNumber: '☎'.repeat(64),
  }));
  await insertRows(cloud.connection, wide);
  const page = await createUsersRepository(cloud.database).getUsers({ limit: 1_000 }, soon());
  expect(page.users.length).toBeGreaterThan(0);
  expect(page.users.length).toBeLessThan(1_000);
  expect(page.next).toBeDefined();
});
