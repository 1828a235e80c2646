// The functions' database users on a real database: what each may do, and nothing else.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startEmulator } from 'data-api-emulator';
import { createConnection } from 'mysql2/promise';
import { createDataApiDatabase } from '#layers/aws/dataApi/dataApiDatabase.ts';
import { systemClock } from '#layers/base/clock.ts';
import { createImportJobs } from '#layers/people/importJobs.ts';
import {
  createExportLeases,
  createImportLeases,
  createOpenLeases,
} from '#layers/people/leases/writerLeases.ts';
import { createPurgesRepository } from '#layers/people/purgesRepository.ts';
import { createUsersRepository } from '#layers/people/usersRepository.ts';
import { createDatabaseUser } from '#layers/schema/databaseUser.ts';
import { grants } from '#layers/schema/grants.ts';
import { resourceArn, secretArn } from '#local/environment.ts';
import { personAt } from '#tests/support/people.ts';
import { openSession } from '#tests/support/sessionDatabase.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { addPeople, createTestErasures, createTestPeople } from '#tests/support/testDirectory.ts';
import { refusedStatements } from '#verify/accounts/refusedStatements.ts';

const username = `user_${randomBytes(4).toString('hex')}`;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
afterEach(async () => {
  await cloud.connection.query('DROP USER IF EXISTS ?', [username]);
});
afterAll(async () => {
  await cloud.stop();
});

const ensure = (secret: object, granted: readonly string[] = grants.reader, database = cloud.database) =>
  createDatabaseUser({
    database,
    secrets: { read: async () => JSON.stringify(secret), readPending: async () => undefined },
    secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:user',
    grants: granted,
  }).ensure(soon());

const urlOf = (password: string) => Object.assign(new URL(cloud.url), { username, password }).href;
const connect = (password: string) => createConnection({ uri: urlOf(password) });

test('the reader can SELECT from the directory, and nothing else', async () => {
  await ensure({ username, password: 'a'.repeat(32) });
  const reader = await connect('a'.repeat(32));
  await expect(reader.query('SELECT * FROM directory')).resolves.toBeDefined();
  for (const sql of refusedStatements.reader) {
    await expect(reader.query(sql)).rejects.toMatchObject({ errno: 1142 });
  }
  await expect(reader.query('SELECT subject FROM directory')).rejects.toMatchObject({ errno: 1054 });
  await reader.end();
});

test('the writer can apply and explain events, and nothing else', async () => {
  await ensure({ username, password: 'c'.repeat(32) }, grants.writer);
  const writer = await openSession(urlOf('c'.repeat(32)));
  const people = createTestPeople(writer);
  await addPeople(people, [personAt(0)], soon());
  expect(await people.explain(personAt(0).email, soon())).toMatchObject({ state: 'present' });
  for (const sql of refusedStatements.writer) {
    await expect(writer.session.query(sql)).rejects.toMatchObject({ errno: 1142 });
  }
  await writer.end();
});

test('the importer can import, and nothing else', async () => {
  await ensure({ username, password: 'i'.repeat(32) }, grants.importer);
  const importer = await openSession(urlOf('i'.repeat(32)));
  const jobs = createImportJobs(importer);
  await jobs.add('job', { file: 'file', asOfMs: Date.now(), sizeBytes: 1 }, soon());
  expect(await jobs.find('job', soon())).toMatchObject({ state: 'running' });
  await addPeople(createTestPeople(importer), [personAt(7)], soon());
  const leases = createImportLeases(importer)('incoming/a.csv');
  await leases.open('lease', 60_000, soon());
  await leases.close('lease', soon());
  for (const sql of refusedStatements.importer) {
    await expect(importer.session.query(sql)).rejects.toMatchObject({ errno: 1142 });
  }
  await importer.end();
});

test('the exporter can read the directory and hold leases of exports, and nothing else', async () => {
  await ensure({ username, password: 'x'.repeat(32) }, grants.exporter);
  const exporter = await openSession(urlOf('x'.repeat(32)));
  const leases = createExportLeases(exporter);
  await leases.open('lease', 60_000, soon());
  await leases.close('lease', soon());
  await createUsersRepository(exporter).getUsers({ limit: 1 }, soon());
  for (const sql of refusedStatements.exporter) {
    await expect(exporter.session.query(sql)).rejects.toMatchObject({ errno: 1142 });
  }
  await exporter.end();
});

test('the eraser can erase and purge, and nothing else', async () => {
  await ensure({ username, password: 'e'.repeat(32) }, grants.eraser);
  const eraser = await openSession(urlOf('e'.repeat(32)));
  await createTestErasures(eraser).erase(personAt(0).email, soon());
  expect(await createOpenLeases(eraser).list(soon())).toEqual([]);
  expect(await createOpenLeases(eraser).isImporting('incoming/a.csv', soon())).toBe(false);
  const purges = createPurgesRepository(eraser);
  expect(await purges.deleteTombstones(30, soon())).toBe(0);
  expect(await purges.deleteImportJobs(30, soon())).toBe(0);
  for (const sql of refusedStatements.eraser) {
    await expect(eraser.session.query(sql)).rejects.toMatchObject({ errno: 1142 });
  }
  await eraser.end();
});

test('is refused to an account that may not create users', async () => {
  const password = 'd'.repeat(32);
  await cloud.connection.query(`CREATE USER '${username}'@'%' IDENTIFIED BY '${password}'`);
  await cloud.connection.query(`GRANT ALL ON ${cloud.name}.* TO '${username}'@'%'`);
  const api = await startEmulator({ databaseUrl: urlOf(password), resourceArn, secretArn });
  const options = { resourceArn, secretArn, database: cloud.name, region: 'eu-central-1' };
  const database = createDataApiDatabase({ ...options, endpoint: api.url, clock: systemClock });
  await expect(ensure({ username: 'another', password }, grants.reader, database)).rejects.toMatchObject({
    name: 'MigrationRefused',
    message: expect.stringMatching(/^The account that migrates may not create the user another/),
  });
  await api.stop();
});

test('takes over a changed password when it is ensured again', async () => {
  await ensure({ username, password: 'a'.repeat(32) });
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
