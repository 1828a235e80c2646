// `sls invoke local`: the functions from source, by both kinds of event.
import { execFile } from 'node:child_process';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startEmulator } from 'data-api-emulator';
import { databaseName, resourceArn, secretArn } from '#local/environment.ts';
import { localAccounts } from '#local/secrets/localSecrets.ts';
import { seedFile } from '#local/seed.ts';
import { readEvent } from '#operate/readEvent.ts';
import { people } from '#tests/support/people.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/testDatabase.ts';
import { localSecretArn } from '#tools/accounts.ts';
import { readFunction } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';
import { slsCommand } from '#tools/sls.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

let database: TestDatabase;
let dataApi: Awaited<ReturnType<typeof startEmulator>>;

beforeAll(async () => {
  // The functions ask for the database that serverless.yml names.
  database = await createTestDatabase(databaseName);
  const secrets = localAccounts(database.url);
  dataApi = await startEmulator({ databaseUrl: database.url, resourceArn, secretArn, secrets });
  const { status, stdout } = await invoke('migrate', '{}');
  expect({ status, stdout }).toMatchObject({ status: 0 });
  expect((await run(slsCommand(['invoke', 'local', '-f', 'syncUsers', '-p', seedFile]))).status).toBe(0);
});

afterAll(async () => {
  await dataApi.stop();
  await database.drop();
});

type Ended = { status: number; stdout: string; stderr: string };

const run = (command: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const env = { ...inherited, AWS_ENDPOINT_URL_RDS_DATA: dataApi.url, DATABASE_URL: database.url };
    const child = execFile(
      command[0] as string,
      command.slice(1),
      { cwd: root, env },
      (error, stdout, stderr) => resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin?.end();
  });

const invoke = (name: string, data?: string) =>
  run(slsCommand(['invoke', 'local', '-f', name, ...(data ? ['-d', data] : [])]));

/** What the function returned; its log line is printed before it. */
const resultOf = ({ stdout }: Ended) => JSON.parse(stdout.replace(/^\{"time".*\n/, ''));

test('getUsers returns the people as they are, with no event at all', async () => {
  expect(resultOf(await invoke('getUsers'))).toEqual(people);
});

test('searchUser finds one, and fails by name for an unknown address', async () => {
  expect(resultOf(await invoke('searchUser', '{"email":"homer@thesimpsons.com"}'))).toEqual(people[0]);
  const unknown = await invoke('searchUser', '{"email":"mr.burns@thesimpsons.com"}');
  expect(unknown.status).not.toBe(0);
  expect(unknown.stdout).toContain('"errorType": "UserNotFound"');
  expect(unknown.stdout + unknown.stderr).not.toContain('mr.burns');
});

test('searchUser answers an API Gateway event file with an HTTP response', async () => {
  const answer = resultOf(await invoke('searchUser', await readEvent('tests/e2e/events/search-homer.json')));
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(answer.body)).toEqual(people[0]);
});

test('syncUsers applies its samples, which search and explainUser follow', async () => {
  const invokeWith = async (name: string, event: string) => invoke(name, await readEvent(event));
  const answer = resultOf(await invokeWith('syncUsers', 'functions/syncUsers/events/homer-moved.json'));
  expect(answer).toEqual({ outcomes: ['applied'] });
  const { batchItemFailures } = resultOf(
    await invokeWith('syncUsers', 'functions/syncUsers/events/sqs.json'),
  );
  expect(batchItemFailures).toHaveLength(1);
  const found = resultOf(await invoke('searchUser', '{"email":"homer@thesimpsons.com"}'));
  expect(found).toEqual({ email: 'homer@thesimpsons.com', phoneNumber: '+1 888 123 2222' });
  const explained = await invoke('explainUser', '{"email":"Maggie@TheSimpsons.com"}');
  expect(resultOf(explained)).toMatchObject({ state: 'deleted', time: '2026-01-01T13:00:00.000Z' });
  expect((explained.stdout + explained.stderr).toLowerCase()).not.toContain('maggie');
});

test.each([
  ['getUsers', 'directory'],
  ['searchUser', 'directory'],
  ['getUsers', 'people'],
  ['syncUsers', 'schema_migrations'],
  ['explainUser', 'schema_migrations'],
])('%s gets the error of the cloud when it tries to delete from %s', async (name, table) => {
  const client = new RDSDataClient({ endpoint: dataApi.url, region: 'eu-central-1', credentials });
  const statement = { resourceArn, database: databaseName, sql: `DELETE FROM ${table}` };
  const account = localSecretArn(`${readFunction(name).account}`);
  await expect(
    client.send(new ExecuteStatementCommand({ ...statement, secretArn: account })),
  ).rejects.toMatchObject({
    name: 'DatabaseErrorException',
    message: expect.stringMatching(/^DELETE command denied to user .*; Error code: 1142; SQLState: 42000$/),
  });
});

test('exportUsers has a bucket, where no event cloud runs', async () => {
  expect(resultOf(await invoke('exportUsers'))).toMatchObject({
    count: expect.any(Number),
    sha256: expect.any(String),
  });
});

test('migrate finds nothing left to do', async () => {
  expect(resultOf(await invoke('migrate'))).toEqual({
    applied: [],
    counted: { people: 5, wouldRefuse: {}, isComplete: true },
  });
});
