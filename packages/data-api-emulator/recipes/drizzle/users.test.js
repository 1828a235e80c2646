import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { startDataApi } from 'data-api-emulator';
import { eq } from 'drizzle-orm';
import { int, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { drizzle } from 'drizzle-orm/mysql-proxy';

const users = mysqlTable('users', {
  id: int().primaryKey().autoincrement(),
  email: varchar({ length: 254 }).notNull(),
});

const toField = (value) => {
  if (value === null) return { isNull: true };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (Number.isInteger(value)) return { longValue: value };
  return typeof value === 'number' ? { doubleValue: value } : { stringValue: String(value) };
};
const fromField = (field) => (field.isNull ? null : Object.values(field)[0]);

/** Drizzle has no Data API driver for MySQL. Its proxy driver writes ? for each parameter, the Data API wants names. */
const createDrizzle = ({ clientSettings, resourceArn, secretArn, database }) => {
  const client = new RDSDataClient(clientSettings);
  return drizzle(async (text, params) => {
    let count = 0;
    const sql = text.replaceAll('?', () => `:${count++}`);
    const parameters = params.map((value, index) => ({ name: String(index), value: toField(value) }));
    const command = new ExecuteStatementCommand({ resourceArn, secretArn, database, sql, parameters });
    const { records } = await client.send(command);
    return { rows: (records ?? []).map((row) => row.map(fromField)) };
  });
};

let api;
before(async () => {
  api = await startDataApi({ schema: 'schema.sql' });
});
after(() => api.stop());

test('finds a user', async () => {
  const rows = await createDrizzle(api).select().from(users).where(eq(users.id, 1));
  assert.deepEqual(rows, [{ id: 1, email: 'homer@thesimpsons.com' }]);
});
