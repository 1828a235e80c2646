// The reading functions' database user on a real database: it can read the directory, nothing else.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { createReaderUser } from '#layers/migrations/readerUser.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';

const username = `reader_${randomBytes(4).toString('hex')}`;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
afterAll(async () => {
  await cloud.connection.query('DROP USER IF EXISTS ?', [username]);
  await cloud.stop();
});

const ensure = (secret: object) =>
  createReaderUser({
    database: cloud.database,
    secrets: { read: async () => JSON.stringify(secret) },
    secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:reader',
  }).ensure(soon());

const connect = (password: string) => {
  const uri = Object.assign(new URL(cloud.url), { username, password });
  return createConnection({ uri: uri.href });
};

test('can SELECT from the directory, and nothing else', async () => {
  await ensure({ username, password: 'a'.repeat(32) });
  const reader = await connect('a'.repeat(32));
  await expect(reader.query('SELECT * FROM directory')).resolves.toBeDefined();
  for (const sql of [
    "INSERT INTO directory (email, phone_number) VALUES ('a@b', '1')",
    "UPDATE directory SET phone_number = '1'",
    'DELETE FROM directory',
    'SELECT * FROM schema_migrations',
    'CREATE TABLE other (id INT)',
    'DROP TABLE directory',
  ]) {
    await expect(reader.query(sql)).rejects.toMatchObject({ errno: 1142 });
  }
  await reader.end();
});

test('takes over a changed password when it is ensured again', async () => {
  await ensure({ username, password: 'b'.repeat(32) });
  await (await connect('b'.repeat(32))).end();
  await expect(connect('a'.repeat(32))).rejects.toMatchObject({ errno: 1045 });
});

test.each([
  ['a quote in the password', { username, password: `${'a'.repeat(32)}'` }],
  ['a quote in the name', { username: "a'", password: 'a'.repeat(32) }],
  ['a short password', { username, password: 'abc' }],
])('refuses %s before any statement', async (_case, secret) => {
  await expect(ensure(secret)).rejects.toMatchObject({ name: '$ZodError' });
});
