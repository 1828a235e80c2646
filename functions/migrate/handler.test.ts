import { expect, test } from '@jest/globals';
import { PublicError } from '#layers/errors/publicError.ts';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { migrate } from './handler.ts';
import { migrateSchema } from './schema.ts';

const plan = async () => ({ pending: ['0003.sql'], later: [], pausesEvents: true });

test('returns the names of what was applied', async () => {
  const migrations = { plan, apply: async () => ['0001_create_directory.sql'] };
  const { answer } = await createInvoke(migrateSchema, migrate, () => ({ migrations }))({});
  expect(answer).toEqual({ applied: ['0001_create_directory.sql'] });
});

test('ensures the user of the reading functions once everything is applied', async () => {
  const calls: string[] = [];
  const migrations = { plan, apply: async () => [String(calls.push('apply'))] };
  const reader = { ensure: async () => void calls.push('ensure') };
  await createInvoke(migrateSchema, migrate, () => ({ migrations, reader }))({});
  expect(calls).toEqual(['apply', 'ensure']);
});

test('applies the schema alone when it is asked for that', async () => {
  const migrations = { plan, apply: async () => ['0003.sql'] };
  const reader = { ensure: () => Promise.reject(new Error('its secret comes with the stack')) };
  const invoke = createInvoke(migrateSchema, migrate, () => ({ migrations, reader }));
  expect((await invoke({ step: 'schema' })).answer).toEqual({ applied: ['0003.sql'] });
});

test('says what is pending when it is asked for a plan, and applies nothing', async () => {
  const migrations = { plan, apply: () => Promise.reject(new Error('applied')) };
  const invoke = createInvoke(migrateSchema, migrate, () => ({ migrations }));
  expect((await invoke({ step: 'plan' })).answer).toEqual(await plan());
});

test('refuses a step that it does not know, and applies nothing', async () => {
  const migrations = { plan, apply: () => Promise.reject(new Error('applied')) };
  const invoke = createInvoke(migrateSchema, migrate, () => ({ migrations }));
  await expect(invoke({ step: 'drop' })).rejects.toMatchObject({
    name: 'InvalidRequest',
    message: 'step must be plan, schema or all.',
  });
});

test('throws MigrationRefused with its reason, so that a deployment fails', async () => {
  const migrations = {
    plan,
    apply: () => Promise.reject(new PublicError('MigrationRefused', { detail: '0001.sql was changed.' })),
  };
  await expect(createInvoke(migrateSchema, migrate, () => ({ migrations }))({})).rejects.toMatchObject({
    name: 'MigrationRefused',
    message: '0001.sql was changed.',
  });
});
