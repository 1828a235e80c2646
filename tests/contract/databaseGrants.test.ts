// What each account may do to each table of a real database, tried statement by statement.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { createDatabaseUser } from '#layers/schema/databaseUser.ts';
import { grants as accounts } from '#layers/schema/grants.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';

type Account = keyof typeof accounts;

/** Everything that the accounts may do. Of all other statements on any table none is allowed. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  reader: ['SELECT directory'],
  writer: ['SELECT directory_settings', 'SELECT people', 'INSERT people', 'UPDATE people'],
  importer: [
    ...['SELECT directory_settings', 'SELECT people', 'INSERT people', 'UPDATE people'],
    ...['SELECT import_job', 'INSERT import_job', 'UPDATE import_job'],
    ...['SELECT import_lease', 'INSERT import_lease', 'DELETE import_lease'],
  ],
  exporter: ['SELECT directory', 'SELECT export_lease', 'INSERT export_lease', 'DELETE export_lease'],
  eraser: [
    ...['SELECT directory_settings', 'SELECT people', 'INSERT people', 'UPDATE people', 'DELETE people'],
    ...['SELECT import_job', 'INSERT import_job', 'UPDATE import_job', 'DELETE import_job'],
    ...['SELECT import_lease', 'SELECT export_lease'],
  ],
};

/** What an account of one's own may do: `SELECT, INSERT ON people` is `SELECT people` and `INSERT people`. */
const named = (grants: readonly string[]): string[] =>
  grants.flatMap((grant) => {
    const [rights = '', table] = grant.split(' ON ');
    return rights.split(', ').map((right) => `${right} ${table}`);
  });

type Attempt = { name: string; sql: string };

/** What is refused for want of a right: https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html */
const refusals = [1044, 1045, 1142, 1143, 1227, 1370, 1410];

let cloud: TestCloud;
let attempts: Attempt[];
const users = new Map<Account, string>();
const password = 'p'.repeat(32);

/** Each of a kind that changes nothing where it is allowed. */
const attemptsOn = (table: string, column: string): Attempt[] => [
  { name: `SELECT ${table}`, sql: `SELECT COUNT(*) FROM ${table}` },
  { name: `INSERT ${table}`, sql: `INSERT INTO ${table} (${column}) SELECT NULL FROM DUAL WHERE FALSE` },
  { name: `UPDATE ${table}`, sql: `UPDATE ${table} SET ${column} = NULL LIMIT 0` },
  { name: `DELETE ${table}`, sql: `DELETE FROM ${table} LIMIT 0` },
  { name: `TRUNCATE ${table}`, sql: `TRUNCATE ${table}` },
  { name: `ALTER ${table}`, sql: `ALTER TABLE ${table} COMMENT 'x'` },
  { name: `DROP ${table}`, sql: `DROP TABLE ${table}` },
  { name: `INDEX ${table}`, sql: `CREATE INDEX other ON ${table} (${column})` },
];

beforeAll(async () => {
  cloud = await startMigratedTestCloud();
  const [columns] = await cloud.connection.query<RowDataPacket[]>(
    `SELECT table_name AS name, MIN(column_name) AS first FROM information_schema.columns
    WHERE table_schema = ? AND COALESCE(generation_expression, '') = ''
    GROUP BY table_name`,
    [cloud.name],
  );
  attempts = [
    ...columns.flatMap(({ name, first }) => attemptsOn(name, first)),
    { name: 'CREATE a table', sql: 'CREATE TABLE other (id INT)' },
    { name: 'CREATE a view', sql: 'CREATE VIEW other AS SELECT 1' },
    { name: 'CREATE a database', sql: 'CREATE DATABASE other_of_users' },
    { name: 'CREATE a user', sql: "CREATE USER 'other_of_users'@'%'" },
    { name: 'GRANT a right', sql: `GRANT SELECT ON directory TO '${cloud.name}'@'%'` },
    { name: 'SELECT the accounts', sql: 'SELECT COUNT(*) FROM mysql.user' },
    { name: 'SET a global variable', sql: 'SET GLOBAL max_connections = @@GLOBAL.max_connections' },
  ];
  for (const [account, grants] of Object.entries(accounts) as [Account, readonly string[]][]) {
    const username = `${account}_${randomBytes(4).toString('hex')}`;
    users.set(account, username);
    const secrets = {
      read: async () => JSON.stringify({ username, password }),
      readPending: async () => undefined,
    };
    const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:user';
    await createDatabaseUser({ database: cloud.database, secrets, secretArn, grants }).ensure(soon());
  }
});
afterAll(async () => {
  for (const username of users.values()) await cloud.connection.query('DROP USER IF EXISTS ?', [username]);
  await cloud.stop();
});

const isRefused = async (connection: Connection, sql: string): Promise<boolean> => {
  try {
    await connection.query(sql);
    return false;
  } catch (error) {
    return refusals.includes((error as { errno: number }).errno);
  }
};

test('every table of the database is tried', () => {
  const tried = new Set(attempts.map(({ name }) => name.split(' ')[1]));
  expect([...tried]).toEqual(
    expect.arrayContaining(['directory', 'people', 'import_job', 'directory_settings', 'schema_migrations']),
  );
});

test.each(Object.keys(accounts) as Account[])(
  'the %s may do what is listed, and nothing else',
  async (account) => {
    const uri = Object.assign(new URL(cloud.url), { username: users.get(account), password }).href;
    const connection = await createConnection({ uri });
    const done: string[] = [];
    for (const { name, sql } of attempts) if (!(await isRefused(connection, sql))) done.push(name);
    await connection.end();
    expect(done.sort()).toEqual([...(allowed[account] ?? named(accounts[account]))].sort());
  },
);
