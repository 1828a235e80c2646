import { expect, test } from '@jest/globals';
import { PublicError } from '#layers/base/errors/publicError.ts';
import type { MigrateServices } from '#layers/services.ts';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { migrate } from './handler.ts';
import { migrateSchema } from './schema.ts';

const plan = async () => ({ pending: ['0003.sql'], later: [], pausesEvents: true });

const counted = { people: 5, wouldRefuse: { 'email must contain an @': 1 }, isComplete: true };

/** What was called, in order. */
let calls: string[];
const record = (name: string) => async () => void calls.push(name);

const createServices = (apply = async () => ['0001_create_directory.sql']): MigrateServices => {
  calls = [];
  return {
    migrations: {
      plan,
      apply: async () => {
        calls.push('apply');
        return apply();
      },
    },
    directory: { prepare: record('prepare') },
    countRefusals: async () => {
      calls.push('count');
      return counted;
    },
    eraser: {
      applyAgain: async () => {
        calls.push('applyAgain');
        return 0;
      },
    },
    users: [{ ensure: record('reader') }, { ensure: record('writer') }],
  };
};

const invokeWith = (services: MigrateServices) => createInvoke(migrateSchema, migrate, () => services);
const invoke = (event: object) => invokeWith(createServices())(event);

test('returns the names of what was applied, and how many people the rules would refuse', async () => {
  expect((await invoke({})).answer).toEqual({ applied: ['0001_create_directory.sql'], counted });
});

test('lets readers in as soon as everything is applied, prepares the directory for events, then erases', async () => {
  for (const request of [{}, { step: 'all' }])
    expect(migrateSchema.request.parse(request)).toEqual({ step: 'all' });
  await invoke({});
  expect(calls).toEqual(['apply', 'reader', 'writer', 'prepare', 'applyAgain', 'count']);
});

test('applies the schema alone when it is asked for that', async () => {
  expect((await invoke({ step: 'schema' })).answer).toEqual({ applied: ['0001_create_directory.sql'] });
  expect(calls).toEqual(['apply']);
});

test('says what is pending when it is asked for a plan, and applies nothing', async () => {
  expect((await invoke({ step: 'plan' })).answer).toEqual(await plan());
  expect(calls).toEqual([]);
});

test('refuses a step that it does not know, and applies nothing', async () => {
  await expect(invoke({ step: 'drop' })).rejects.toMatchObject({
    name: 'InvalidRequest',
    message: 'step must be plan, schema or all.',
  });
  expect(calls).toEqual([]);
});

test('refuses a member that it does not know, and applies nothing', async () => {
  await expect(invoke({ steps: 'plan' })).rejects.toMatchObject({
    name: 'InvalidRequest',
    message: 'steps is unknown: a request may have step.',
  });
  expect(calls).toEqual([]);
});

test('refuses a request that is not an object', async () => {
  await expect(invoke([])).rejects.toMatchObject({ message: 'request must be an object.' });
  expect(calls).toEqual([]);
});

test('throws MigrationRefused with its reason, so that a deployment fails', async () => {
  const refusal = new PublicError('MigrationRefused', { detail: '0001.sql was changed.' });
  await expect(invokeWith(createServices(() => Promise.reject(refusal)))({})).rejects.toMatchObject({
    name: 'MigrationRefused',
    message: '0001.sql was changed.',
  });
});
