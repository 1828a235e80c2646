import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { DataApiContainer } from './dataApiContainer.js';

let container;
before(async () => {
  container = await new DataApiContainer().start();
});
after(() => container.stop());

test('answers a query', async () => {
  const { clientSettings, resourceArn, secretArn, database } = container;
  const command = new ExecuteStatementCommand({ resourceArn, secretArn, database, sql: 'SELECT 1' });
  const { records } = await new RDSDataClient(clientSettings).send(command);
  assert.deepEqual(records, [[{ longValue: 1 }]]);
});
