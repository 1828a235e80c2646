import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startDataApi } from 'data-api-emulator';
import 'reflect-metadata';
import { DataSource, EntitySchema } from 'typeorm';

const User = new EntitySchema({
  name: 'User',
  tableName: 'users',
  columns: { id: { type: Number, primary: true, generated: true }, email: { type: String } },
});

let api;
before(async () => {
  api = await startDataApi({ schema: 'schema.sql' });
});
after(() => api.stop());

test('finds a user', async () => {
  const { clientSettings, resourceArn, secretArn, database } = api;
  const dataSource = new DataSource({
    type: 'aurora-mysql',
    ...{ resourceArn, secretArn, database, region: clientSettings.region },
    serviceConfigOptions: clientSettings,
    entities: [User],
  });
  await dataSource.initialize();
  assert.deepEqual(await dataSource.getRepository(User).findOneBy({ id: 1 }), {
    id: 1,
    email: 'homer@thesimpsons.com',
  });
  await dataSource.destroy();
});
