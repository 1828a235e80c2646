import { expect, test } from '@jest/globals';
import { PublicError } from '#layers/errors/publicError.ts';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { migrate } from './handler.ts';
import { migrateSchema } from './schema.ts';

test('returns the names of what was applied', async () => {
  const migrations = { apply: async () => ['0001_create_directory.sql'] };
  const { answer } = await createInvoke(migrateSchema, migrate, () => ({ migrations }))({});
  expect(answer).toEqual({ applied: ['0001_create_directory.sql'] });
});

test('ensures the user of the reading functions once everything is applied', async () => {
  const calls: string[] = [];
  const migrations = { apply: async () => [String(calls.push('apply'))] };
  const reader = { ensure: async () => void calls.push('ensure') };
  await createInvoke(migrateSchema, migrate, () => ({ migrations, reader }))({});
  expect(calls).toEqual(['apply', 'ensure']);
});

test('throws MigrationRefused with its reason, so that a deployment fails', async () => {
  const migrations = {
    apply: () => Promise.reject(new PublicError('MigrationRefused', { detail: '0001.sql was changed.' })),
  };
  await expect(createInvoke(migrateSchema, migrate, () => ({ migrations }))({})).rejects.toMatchObject({
    name: 'MigrationRefused',
    message: '0001.sql was changed.',
  });
});
