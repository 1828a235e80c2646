import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import dataApiClient from 'data-api-client';
import { startDataApi } from 'data-api-emulator';

let api;
before(async () => {
  api = await startDataApi({ schema: 'schema.sql' });
});
after(() => api.stop());

test('finds a user', async () => {
  const { url, clientSettings, resourceArn, secretArn, database } = api;
  const { query } = dataApiClient({
    ...{ resourceArn, secretArn, database },
    options: { ...clientSettings, endpoint: url, sslEnabled: false },
  });
  const { records } = await query('SELECT email FROM users WHERE id = :id', { id: 1 });
  assert.deepEqual(records, [{ email: 'homer@thesimpsons.com' }]);
});
