import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { toDatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import { createDirectHandler } from '#layers/entry/direct/createDirectHandler.ts';
import { describeCause } from '#layers/entry/errors.ts';
import { lambdaContext } from '#tests/support/events.ts';
import { explainErrors, stopExplaining } from './explainErrors.ts';

/** What the SDK throws for an error of MySQL. */
const sqlError = (errno: number, text: string, message = `${text}; Error code: ${errno}; SQLState: 42000`) =>
  toDatabaseError(
    Object.assign(new Error(message), {
      name: 'DatabaseErrorException',
      $metadata: { httpStatusCode: 400 },
    }),
  );
const noTable = "Table 'users.team' doesn't exist";
const denied = "INSERT command denied to user 'users_writer'@'localhost' for table `users`.`team`";
const syntax = "You have an error in your SQL syntax; check the manual near 'TABL team' at line 1";

/** The log line of a direct invocation that fails. */
const lineOf = async (error: unknown): Promise<object | undefined> => {
  const lines: object[] = [];
  const handler = createDirectHandler(
    { request: z.object({}), response: (body: object) => body },
    () => () => Promise.reject(error),
    () => undefined,
    { log: (line) => lines.push(line), now: () => 0 },
  );
  await handler({}, lambdaContext()).catch(() => {});
  return lines[0];
};

describe('on a developer’s machine', () => {
  beforeEach(explainErrors);
  afterEach(stopExplaining);

  test('a table that is missing is told with the migration that is to create it', () => {
    expect(describeCause(sqlError(1146, noTable))).toEqual([
      'misconfigured: DatabaseErrorException 1146',
      `MySQL 1146: ${noTable}`,
      'No migration creates team: add one to db/migrations, and apply it by npm run db:migrate.',
    ]);
    expect(describeCause(sqlError(1146, "Table 'users.import_job' doesn't exist")).at(-1)).toBe(
      'db/migrations/0011_create_import_job.sql creates import_job: npm run db:migrate applies it.',
    );
  });

  test('a right that is missing is told with the account and the table', () => {
    expect(describeCause(sqlError(1142, denied)).slice(1)).toEqual([
      `MySQL 1142: ${denied}`,
      'users_writer has no INSERT on team: its rights are in db/accounts.yml: npm run generate and npm run db:migrate grant them.',
    ]);
    const two = denied.replace('INSERT', 'SELECT, INSERT');
    expect(describeCause(sqlError(1142, two)).at(-1)).toMatch(/^users_writer has no SELECT, INSERT on team:/);
  });

  test('a mistake in SQL is told with MySQL’s text', () => {
    expect(describeCause(sqlError(1064, syntax))).toContain(`MySQL 1064: ${syntax}`);
  });

  test('a message that names the number first is read, too', () => {
    const message = `Database error code: 1064. Message: ${syntax}`;
    expect(describeCause(sqlError(1064, syntax, message))).toContain(`MySQL 1064: ${syntax}`);
  });

  test('a mistake in code is told with its message', () => {
    expect(describeCause(new ReferenceError('nope is not defined'))).toContain('nope is not defined');
  });

  test('nothing is told twice', () => {
    const cause = sqlError(1064, syntax);
    explainErrors();
    const words = describeCause(new PublicError('InternalError', { cause }));
    expect(words.filter((word) => word.includes(syntax))).toHaveLength(1);
  });

  test('a migration that is refused is told with the reason', async () => {
    const cause = sqlError(1064, syntax);
    expect(await lineOf(new PublicError('MigrationRefused', { detail: 'No.', cause }))).toMatchObject({
      level: 'warn',
      cause: expect.arrayContaining([`MySQL 1064: ${syntax}`]),
    });
  });
});

test.each([
  ['a mistake in SQL', sqlError(1064, syntax), syntax],
  ['a right that is missing', sqlError(1142, denied), 'users_writer'],
  ['a table that is missing', sqlError(1146, noTable), 'team'],
  ['a mistake in code', new ReferenceError('homer@thesimpsons.com'), 'homer'],
  [
    'a refused migration',
    new PublicError('MigrationRefused', { detail: 'No.', cause: sqlError(1064, syntax) }),
    'TABL',
  ],
])('in the cloud the line about %s has nothing of its text', async (_case, error, text) => {
  expect(JSON.stringify(await lineOf(error))).not.toContain(text);
});
