// Who may run each statement of the repositories, tried by every account.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Connection, createConnection } from 'mysql2/promise';
import { createDatabaseUser } from '#layers/schema/databaseUser.ts';
import { grants } from '#layers/schema/grants.ts';
import { openSession } from '#tests/support/sessionDatabase.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { type Account, accounts, methods, recordStatements, type SentStatement } from './repositories.ts';

let cloud: TestCloud;
const users = new Map<Account, string>();
const connections = new Map<Account, Connection>();
const statements = new Map<string, SentStatement[]>();
const password = 'p'.repeat(32);

beforeAll(async () => {
  cloud = await startMigratedTestCloud();
  const session = await openSession(cloud.url);
  for (const [name, [work]] of Object.entries(methods))
    statements.set(name, await recordStatements(session, work));
  await session.end();
  for (const account of accounts) {
    const username = `${account}_${randomBytes(4).toString('hex')}`;
    users.set(account, username);
    const secrets = {
      read: async () => JSON.stringify({ username, password }),
      readPending: async () => undefined,
    };
    await createDatabaseUser({
      database: cloud.database,
      secrets,
      secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:user',
      grants: grants[account],
    }).ensure(soon());
    const uri = Object.assign(new URL(cloud.url), { username, password }).href;
    connections.set(account, await createConnection({ uri, namedPlaceholders: true }));
  }
});
afterAll(async () => {
  for (const connection of connections.values()) await connection.end();
  for (const username of users.values()) await cloud.connection.query('DROP USER IF EXISTS ?', [username]);
  await cloud.stop();
});

/** What MySQL says for want of a right on a table or a column. */
const refusals = [1142, 1143];

const mayRun = async (account: Account, { sql, values }: SentStatement): Promise<boolean> => {
  const connection = connections.get(account) as Connection;
  await connection.query('START TRANSACTION');
  try {
    await connection.query({ sql, values });
    return true;
  } catch (error) {
    if (refusals.includes((error as { errno: number }).errno)) return false;
    throw error;
  } finally {
    await connection.query('ROLLBACK');
  }
};

test.each(Object.entries(methods))('%s can be run by whom it is for alone', async (name, [, allowed]) => {
  const sent = statements.get(name) as SentStatement[];
  expect(sent.length).toBeGreaterThan(0);
  const able: Account[] = [];
  for (const account of accounts) {
    const outcomes: boolean[] = [];
    for (const statement of sent) outcomes.push(await mayRun(account, statement));
    if (outcomes.every(Boolean)) able.push(account);
  }
  expect(able).toEqual(accounts.filter((account) => allowed.includes(account)));
});
