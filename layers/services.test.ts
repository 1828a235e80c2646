// The composition root: built on first use, kept, and built again after a failure.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

const environment = {
  DATABASE_RESOURCE_ARN: 'arn:aws:rds:eu-central-1:123456789012:cluster:users',
  DATABASE_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:users-AbCdEf',
  DATABASE_NAME: 'users',
  AWS_REGION: 'eu-central-1',
};
const readerSecret = {
  DATABASE_READER_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:reader-AbCdEf',
};
const before = { ...process.env };

const load = () => import('./services.ts');
let module: Awaited<ReturnType<typeof load>>;

beforeEach(async () => {
  for (const name of Object.keys({ ...environment, ...readerSecret })) delete process.env[name];
  jest.resetModules();
  module = await load();
});
afterEach(() => {
  Object.assign(process.env, before);
});

describe.each(['getServices', 'getMigrateServices'] as const)('%s', (name) => {
  test('builds the services once', () => {
    Object.assign(process.env, environment);
    const services = module[name]();
    expect(module[name]()).toBe(services);
  });

  test('tries again after a build that failed', () => {
    expect(() => module[name]()).toThrow('DATABASE_RESOURCE_ARN is required');
    Object.assign(process.env, environment);
    expect(module[name]()).toBeDefined();
  });
});

test('the functions behind routes get the users', () => {
  Object.assign(process.env, environment);
  expect(module.getServices()).toEqual({
    users: { getUsers: expect.any(Function), findByEmail: expect.any(Function) },
  });
});

test('migrate gets the migrations, and a reader only where it has a secret', () => {
  Object.assign(process.env, environment);
  const migrations = { apply: expect.any(Function) };
  expect(module.getMigrateServices()).toEqual({ migrations, reader: undefined });
});

test('migrate gets a reader where it has a secret', () => {
  Object.assign(process.env, environment, readerSecret);
  expect(module.getMigrateServices().reader).toEqual({ ensure: expect.any(Function) });
});
