import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { startDataApi } from 'data-api-emulator';

let api;
let execute;
before(async () => {
  api = await startDataApi({ schema: 'schema.sql' });
  const { clientSettings, resourceArn, secretArn, database } = api;
  const client = new RDSDataClient(clientSettings);
  execute = (sql) => client.send(new ExecuteStatementCommand({ resourceArn, secretArn, database, sql }));
});
beforeEach(() => api.reset());
after(() => api.stop());

test('finds a user', async () => {
  const { records } = await execute('SELECT email FROM users');
  assert.deepEqual(records, [[{ stringValue: 'homer@thesimpsons.com' }]]);
});

test('meets a paused cluster, as after a time without use', async () => {
  api.pause();
  await assert.rejects(execute('SELECT 1'), { name: 'DatabaseResumingException' });
});
