import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { RDSData } from '@aws-sdk/client-rds-data';
import { startDataApi } from 'data-api-emulator';
import { Kysely } from 'kysely';
import { DataApiDialect } from 'kysely-data-api';

let api;
before(async () => {
  api = await startDataApi({ schema: 'schema.sql' });
});
after(() => api.stop());

test('finds a user', async () => {
  const { clientSettings, resourceArn, secretArn, database } = api;
  const driver = { client: new RDSData(clientSettings), resourceArn, secretArn, database };
  const db = new Kysely({ dialect: new DataApiDialect({ mode: 'mysql', driver }) });
  const rows = await db.selectFrom('users').select('email').where('id', '=', 1).execute();
  assert.deepEqual(rows, [{ email: 'homer@thesimpsons.com' }]);
});
