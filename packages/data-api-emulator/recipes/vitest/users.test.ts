import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { type DataApi, startDataApi } from 'data-api-emulator';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

let api: DataApi;
beforeAll(async () => {
  api = await startDataApi({ schema: 'schema.sql' });
});
beforeEach(() => api.reset());
afterAll(() => api.stop());

const execute = (sql: string) => {
  const { clientSettings, resourceArn, secretArn, database } = api;
  const client = new RDSDataClient(clientSettings);
  return client.send(new ExecuteStatementCommand({ resourceArn, secretArn, database, sql }));
};

test('finds a user', async () => {
  const { records } = await execute('SELECT email FROM users');
  expect(records).toEqual([[{ stringValue: 'homer@thesimpsons.com' }]]);
});

test('loses an answer after the write was committed', async () => {
  api.faults.add({ fault: 'reset-after' });
  await execute("INSERT INTO users (email) VALUES ('bart@thesimpsons.com')");
  // The SDK tried again by itself: the row is there twice.
  const { records } = await execute('SELECT COUNT(*) FROM users');
  expect(records).toEqual([[{ longValue: 3 }]]);
});
