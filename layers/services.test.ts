// The composition root: built on first use, kept, and built again after a failure.
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { listen } from '#tests/support/listen.ts';

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

describe('the services', () => {
  const rows = '[{"email":"homer@x.co","phoneNumber":"1"}]';
  const secret = JSON.stringify({ username: 'reader', password: 'a'.repeat(32) });
  const requests: { target: string | undefined; body: Record<string, unknown> }[] = [];
  let server: Server;

  beforeEach(async () => {
    requests.length = 0;
    server = createServer(async (request, response) => {
      const target = request.headers['x-amz-target'] as string | undefined;
      requests.push({ target: target ?? request.url, body: JSON.parse(await text(request)) });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(target ? { SecretString: secret } : { formattedRecords: rows }));
    });
    const url = `http://127.0.0.1:${await listen(server)}`;
    Object.assign(process.env, environment, readerSecret, {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_RDS_DATA: url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const soon = () => ({ deadlineMs: Date.now() + 10_000 });
  const statement = {
    target: '/Execute',
    body: {
      resourceArn: environment.DATABASE_RESOURCE_ARN,
      secretArn: environment.DATABASE_SECRET_ARN,
      database: environment.DATABASE_NAME,
    },
  };

  test('of the functions behind routes read the directory', async () => {
    const { users } = module.getServices();
    expect(await users.findByEmail('homer@x.co', soon())).toEqual({ email: 'homer@x.co', phoneNumber: '1' });
    expect(requests).toMatchObject([statement]);
  });

  test('of migrate begin with the table of the migrations', async () => {
    const { migrations } = module.getMigrateServices();
    await expect(migrations.apply(soon())).rejects.toMatchObject({ name: '$ZodError' });
    expect(requests).toMatchObject([statement, statement]);
    expect(requests[0]?.body.sql).toContain('CREATE TABLE IF NOT EXISTS schema_migrations');
  });

  test('of migrate create the reader with its secret', async () => {
    await module.getMigrateServices().reader?.ensure(soon());
    expect(requests).toMatchObject([
      {
        target: 'secretsmanager.GetSecretValue',
        body: { SecretId: readerSecret.DATABASE_READER_SECRET_ARN },
      },
      statement,
      statement,
      statement,
    ]);
  });
});

test('migrate has no reader without a secret for it', () => {
  Object.assign(process.env, environment);
  expect(module.getMigrateServices().reader).toBeUndefined();
});
