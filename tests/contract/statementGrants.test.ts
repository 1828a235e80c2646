// Who may run each statement of the repositories, tried by every account.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Connection, createConnection } from 'mysql2/promise';
import type { Database, SqlParameters } from '#layers/aws/dataApi/database.ts';
import { createImportJobs, noProgress } from '#layers/people/importJobs.ts';
import {
  createExportLeases,
  createImportLeases,
  createOpenLeases,
} from '#layers/people/leases/writerLeases.ts';
import { createPurgesRepository } from '#layers/people/purgesRepository.ts';
import { createUsersRepository } from '#layers/people/usersRepository.ts';
import { createDatabaseUser } from '#layers/schema/databaseUser.ts';
import { grants } from '#layers/schema/grants.ts';
import { personAt } from '#tests/support/people.ts';
import { openSession, type SessionDatabase } from '#tests/support/sessionDatabase.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import {
  addPeople,
  createTestErased,
  createTestErasures,
  createTestPeople,
} from '#tests/support/testDirectory.ts';

const accounts = ['reader', 'writer', 'importer', 'exporter', 'eraser'] as const;
type Account = (typeof accounts)[number];

type Work = (database: Database) => Promise<unknown>;

const homer = personAt(0);
const importLeases: (database: Database) => ReturnType<ReturnType<typeof createImportLeases>> = (database) =>
  createImportLeases(database)('incoming/a.csv');

/** Each method of a repository, and who may run all of its statements. Nobody else may. */
const methods: Readonly<Record<string, readonly [Work, readonly Account[]]>> = {
  'users.getUsers': [
    (database) => createUsersRepository(database).getUsers({ limit: 1 }, soon()),
    ['reader', 'exporter'],
  ],
  'users.findByEmail': [
    (database) => createUsersRepository(database).findByEmail(homer.email, soon()),
    ['reader', 'exporter'],
  ],
  'people.apply': [
    (database) => addPeople(createTestPeople(database), [homer], soon()),
    ['writer', 'importer', 'eraser'],
  ],
  'people.explain': [
    (database) => createTestPeople(database).explain(homer.email, soon()),
    ['writer', 'importer', 'eraser'],
  ],
  'erased.find': [
    (database) => createTestErased(database).find([homer.email], soon()),
    ['writer', 'importer', 'eraser'],
  ],
  'erasures.countRows': [
    (database) => createTestErasures(database).countRows(homer.email, soon()),
    ['writer', 'importer', 'eraser'],
  ],
  'erasures.erase': [(database) => createTestErasures(database).erase(homer.email, soon()), ['eraser']],
  'purges.deleteTombstones': [
    (database) => createPurgesRepository(database).deleteTombstones(30, soon()),
    ['eraser'],
  ],
  'purges.deleteImportJobs': [
    (database) => createPurgesRepository(database).deleteImportJobs(30, soon()),
    ['eraser'],
  ],
  'jobs.find': [(database) => createImportJobs(database).find('job', soon()), ['importer', 'eraser']],
  'jobs.findRunning': [
    (database) => createImportJobs(database).findRunning('file', soon()),
    ['importer', 'eraser'],
  ],
  'jobs.add': [
    (database) => createImportJobs(database).add('job', { file: 'file', asOfMs: 1, sizeBytes: 1 }, soon()),
    ['importer', 'eraser'],
  ],
  'jobs.advance': [
    (database) => createImportJobs(database).advance('job', 0, noProgress, soon()),
    ['importer', 'eraser'],
  ],
  'jobs.finish': [
    (database) => createImportJobs(database).finish('job', { state: 'done' }, soon()),
    ['importer', 'eraser'],
  ],
  'exportLeases.open': [(database) => createExportLeases(database).open('id', 1, soon()), ['exporter']],
  'exportLeases.close': [(database) => createExportLeases(database).close('id', soon()), ['exporter']],
  'importLeases.open': [(database) => importLeases(database).open('id', 1, soon()), ['importer']],
  'importLeases.close': [(database) => importLeases(database).close('id', soon()), ['importer']],
  'leases.list': [(database) => createOpenLeases(database).list(soon()), ['eraser']],
  'leases.isImporting': [
    (database) => createOpenLeases(database).isImporting('incoming/a.csv', soon()),
    ['importer', 'eraser'],
  ],
};

type Statement = { sql: string; values: SqlParameters };

let cloud: TestCloud;
const users = new Map<Account, string>();
const connections = new Map<Account, Connection>();
const statements = new Map<string, Statement[]>();
const password = 'p'.repeat(32);

/** The statements that a method sends. */
const record = async (session: SessionDatabase, work: Work): Promise<Statement[]> => {
  const sent: Statement[] = [];
  await work({
    query: (sql, values, ...more) => {
      sent.push({ sql, values });
      return session.query(sql, values, ...more);
    },
    execute: (sql, values, ...more) => {
      sent.push({ sql, values });
      return session.execute(sql, values, ...more);
    },
  });
  return sent;
};

beforeAll(async () => {
  cloud = await startMigratedTestCloud();
  const session = await openSession(cloud.url);
  for (const [name, [work]] of Object.entries(methods)) statements.set(name, await record(session, work));
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

const mayRun = async (account: Account, { sql, values }: Statement): Promise<boolean> => {
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
  const sent = statements.get(name) as Statement[];
  expect(sent.length).toBeGreaterThan(0);
  const able: Account[] = [];
  for (const account of accounts) {
    const outcomes: boolean[] = [];
    for (const statement of sent) outcomes.push(await mayRun(account, statement));
    if (outcomes.every(Boolean)) able.push(account);
  }
  expect(able).toEqual(accounts.filter((account) => allowed.includes(account)));
});
