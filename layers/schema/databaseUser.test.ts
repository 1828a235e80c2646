import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CallContext, Database, ExecuteOptions, SqlParameters } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { createDatabaseUser } from './databaseUser.ts';
import { grants } from './grants.ts';

const call = { deadlineMs: 5_000 };
const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:user';
const password = 'Abc123Abc123Abc1';

const ensure = async (secret: unknown, granted: readonly string[] = grants.reader, pending?: object) => {
  const statements: { sql: string; parameters: SqlParameters; call: CallContext; options: ExecuteOptions }[] =
    [];
  const database: Pick<Database, 'execute'> = {
    execute: async (sql, parameters, given, options) => {
      statements.push({ sql, parameters, call: given, options });
      return { updatedRows: 0 };
    },
  };
  const asked: [string, CallContext][] = [];
  const secrets = {
    read: async (...request: [string, CallContext]) => {
      asked.push(request);
      return JSON.stringify(secret);
    },
    readPending: async () => pending && JSON.stringify(pending),
  };
  const options = { database: database as Database, secrets, secretArn, grants: granted };
  const outcome = await createDatabaseUser(options)
    .ensure(call)
    .catch((error: Error) => error);
  return { statements, asked, outcome };
};

test('throws DatabaseError when the secret cannot be read', async () => {
  const fail = () => Promise.reject(Object.assign(new Error(), { name: 'InternalServiceError' }));
  const secrets = { read: fail, readPending: fail };
  const options = { database: {} as Database, secrets, secretArn, grants: grants.reader };
  await expect(createDatabaseUser(options).ensure(call)).rejects.toMatchObject({ name: 'DatabaseError' });
});

test('creates the reader, sets its password, and lets it SELECT from the directory', async () => {
  const { statements, asked, outcome } = await ensure({ username: 'users_reader', password });
  expect(outcome).toBeUndefined();
  expect(asked).toEqual([[secretArn, call]]);
  expect(statements.map(({ sql }) => sql)).toEqual([
    `CREATE USER IF NOT EXISTS 'users_reader'@'%' IDENTIFIED BY '${password}'`,
    `ALTER USER 'users_reader'@'%' IDENTIFIED BY '${password}'`,
    "GRANT SELECT ON directory TO 'users_reader'@'%'",
  ]);
  for (const statement of statements) {
    expect(statement).toMatchObject({ parameters: {}, call, options: { idempotent: true } });
  }
});

test('lets the writer read and change people, and delete no row', async () => {
  const { statements } = await ensure({ username: 'users_writer', password }, grants.writer);
  const granted = statements.map(({ sql }) => sql).slice(2);
  // A table of one's own may come beside.
  expect(granted.filter((sql) => / ON (people|directory)/.test(sql))).toEqual([
    "GRANT SELECT, INSERT, UPDATE ON people TO 'users_writer'@'%'",
    "GRANT SELECT ON directory_settings TO 'users_writer'@'%'",
  ]);
  expect(granted.join()).not.toMatch(/DELETE|DROP|ALL/);
});

test('gives the user of a rotation that is under way the same rights, after that of now', async () => {
  const next = { username: 'users_reader_2', password: 'Def456Def456Def4' };
  const { statements } = await ensure({ username: 'users_reader', password }, grants.reader, next);
  expect(statements.map(({ sql }) => sql).slice(3)).toEqual([
    "CREATE USER IF NOT EXISTS 'users_reader_2'@'%' IDENTIFIED BY 'Def456Def456Def4'",
    "ALTER USER 'users_reader_2'@'%' IDENTIFIED BY 'Def456Def456Def4'",
    "GRANT SELECT ON directory TO 'users_reader_2'@'%'",
  ]);
});

test('does its work once when the rotation has ended', async () => {
  const now = { username: 'users_reader', password };
  expect((await ensure(now, grants.reader, now)).statements).toHaveLength(3);
});

describe('a statement that the database refuses', () => {
  const refusedWith = (errno: number | undefined) => {
    const failure = new DatabaseError('rejected', `DatabaseErrorException ${errno}`, { errno });
    const secrets = {
      read: async () => JSON.stringify({ username: 'reader', password }),
      readPending: async () => undefined,
    };
    const database = { execute: () => Promise.reject(failure) } as unknown as Database;
    const user = createDatabaseUser({ database, secrets, secretArn, grants: grants.reader });
    return { failure, outcome: user.ensure(call) };
  };

  test.each([1044, 1142, 1227, 1410])('for want of rights (%i) names the user', async (errno) => {
    const { failure, outcome } = refusedWith(errno);
    await expect(outcome).rejects.toMatchObject({
      name: 'MigrationRefused',
      message: `The account that migrates may not create the user reader, or not grant it its rights (DatabaseErrorException ${errno}).`,
      cause: failure,
    });
  });

  test.each([1064, undefined])('for another reason (%s) fails by that reason', async (errno) => {
    const { failure, outcome } = refusedWith(errno);
    await expect(outcome).rejects.toBe(failure);
  });
});

test.each([
  { username: 'a'.repeat(32), password },
  { username: 'reader', password: 'a'.repeat(16) },
  { username: 'reader', password: 'a'.repeat(128) },
])('accepts names and passwords of every allowed length: %j', async (secret) => {
  expect((await ensure(secret)).statements).toHaveLength(3);
});

test.each([
  { username: 'a'.repeat(33), password },
  { username: '', password },
  { username: 'reader', password: 'a'.repeat(15) },
  { username: 'reader', password: 'a'.repeat(129) },
  { username: 'reader' },
  { password },
  [],
  null,
])('refuses %j before any statement', async (secret) => {
  const { statements, outcome } = await ensure(secret);
  expect(outcome).toMatchObject({ name: '$ZodError' });
  expect(statements).toEqual([]);
});

test('puts nothing but letters, digits and underscores between its quotes', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.stringMatching(/^\w{10,40}['"\\`\n;]?$/),
  );
  await fc.assert(
    fc.asyncProperty(text, text, async (username, given) => {
      for (const { sql } of (await ensure({ username, password: given })).statements) {
        expect(sql).toMatch(
          /^[A-Z ]+(?:directory TO )?'\w{1,32}'@'%'(?: IDENTIFIED BY '[A-Za-z\d]{16,128}')?$/,
        );
      }
    }),
  );
});
