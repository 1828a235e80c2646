// The composition root: built on first use, kept, and built again after a failure.
import { createHash } from 'node:crypto';
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
const accounts = {
  DATABASE_READER_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:reader-AbCdEf',
  DATABASE_WRITER_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:writer-AbCdEf',
  DATABASE_IMPORTER_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:importer-AbCdEf',
  DATABASE_EXPORTER_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:exporter-AbCdEf',
  DATABASE_ERASER_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:eraser-AbCdEf',
};
const directory = {
  DIRECTORY_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:directory-AbCdEf',
  DIRECTORY_ORDER: 'version',
};
const files = {
  BUCKET_NAME: 'users-files',
  IMPORT_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/users-import',
  BACKUP_DAYS: '7',
  EVENT_ARCHIVE_DAYS: '0',
  TOMBSTONE_DAYS: '30',
};
const before = { ...process.env };

const load = () => import('./services.ts');
let module: Awaited<ReturnType<typeof load>>;

beforeEach(async () => {
  for (const name of Object.keys({ ...environment, ...accounts, ...directory, ...files }))
    delete process.env[name];
  jest.resetModules();
  module = await load();
});
afterEach(() => {
  Object.assign(process.env, before);
});

describe.each([
  'getServices',
  'getEventServices',
  'getMigrateServices',
  'getImportServices',
  'getExportServices',
  'getEraseServices',
  'getPurgeServices',
] as const)('%s', (name) => {
  beforeEach(() => {
    Object.assign(process.env, directory, files);
  });

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
  const homer = '[{"email":"homer@x.co","phoneNumber":"1"}]';
  let rows: string;
  const secret = JSON.stringify({ username: 'reader', password: 'a'.repeat(32) });
  const requests: { target: string | undefined; body: Record<string, unknown> }[] = [];
  let server: Server;

  beforeEach(async () => {
    requests.length = 0;
    rows = homer;
    server = createServer(async (request, response) => {
      const target = request.headers['x-amz-target'] as string | undefined;
      const body = await text(request);
      if (request.url?.startsWith(`/${files.BUCKET_NAME}`)) {
        requests.push({ target: `${request.method} ${request.url}`, body: { text: body } });
        response.end('<ListBucketResult></ListBucketResult>');
        return;
      }
      const input = JSON.parse(body || '{}');
      requests.push({ target: target ?? request.url, body: input });
      response.setHeader('content-type', 'application/json');
      // The client compares the sum.
      const MD5OfMessageBody = createHash('md5').update(`${input.MessageBody}`).digest('hex');
      const targeted = { SecretString: secret, MD5OfMessageBody };
      response.end(JSON.stringify(target ? targeted : { formattedRecords: rows }));
    });
    const url = `http://127.0.0.1:${await listen(server)}`;
    Object.assign(process.env, environment, accounts, directory, files, {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_S3: url,
      AWS_ENDPOINT_URL_SQS: url,
      IMPORT_QUEUE_URL: `${url}/123456789012/users-import`,
      AWS_ENDPOINT_URL_RDS_DATA: url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const soon = () => ({ deadlineMs: Date.now() + 60_000 });
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

  test('of the functions behind routes open the connection without a statement', async () => {
    await module.prime();
    expect(requests).toEqual([{ target: '/', body: {} }]);
  });

  test('of migrate look for a table to adopt before they change anything', async () => {
    const { migrations } = module.getMigrateServices();
    await expect(migrations.apply(soon())).rejects.toMatchObject({ name: 'MigrationRefused' });
    expect(requests).toMatchObject([statement]);
    expect(requests[0]?.body.sql).toContain('information_schema.COLUMNS');
  });

  const secretRead = (SecretId: string) => ({
    target: 'secretsmanager.GetSecretValue',
    body: { SecretId },
  });

  test.each([
    [0, accounts.DATABASE_READER_SECRET_ARN, 'directory'],
    [1, accounts.DATABASE_WRITER_SECRET_ARN, 'people'],
    [2, accounts.DATABASE_ERASER_SECRET_ARN, 'people'],
    [3, accounts.DATABASE_IMPORTER_SECRET_ARN, 'people'],
    [4, accounts.DATABASE_EXPORTER_SECRET_ARN, 'directory'],
  ])('of migrate create user %i with its secret and its rights', async (index, arn, table) => {
    await module.getMigrateServices().users[index]?.ensure(soon());
    expect(requests.slice(0, 4)).toMatchObject([secretRead(arn), secretRead(arn), statement, statement]);
    expect(requests[4]?.body.sql).toMatch(new RegExp(`^GRANT .* ON ${table} TO`));
  });

  test('of migrate prepare the directory with its secret', async () => {
    await expect(module.getMigrateServices().directory.prepare(soon())).rejects.toMatchObject({
      name: 'MigrationRefused',
    });
    expect(requests.slice(0, 2)).toMatchObject([secretRead(directory.DIRECTORY_SECRET_ARN), statement]);
    expect(requests[1]?.body.sql).toContain('INSERT IGNORE INTO directory_settings');
  });

  test('of events read the secret and the settings of the directory', async () => {
    const { people, order } = module.getEventServices();
    await expect(people.explain('homer@x.co', soon())).rejects.toMatchObject({ kind: 'misconfigured' });
    expect(requests).toMatchObject([secretRead(directory.DIRECTORY_SECRET_ARN), statement]);
    expect(order).toBe('version');
  });

  test('of imports read the bucket and the database, and write to the queue', async () => {
    const { store, jobs, people, queue, order, now } = module.getImportServices();
    expect(order).toBe('version');
    expect(now()).toBeCloseTo(Date.now(), -4);
    await store.list('incoming/', soon());
    expect(requests.splice(0)).toMatchObject([
      { target: `GET /${files.BUCKET_NAME}/?list-type=2&prefix=incoming%2F` },
    ]);
    await jobs.add('job', { file: 'file', asOfMs: 1, sizeBytes: 1 }, soon());
    expect(requests.splice(0)).toMatchObject([statement]);
    await queue.send('message', soon());
    expect(requests.splice(0)).toMatchObject([
      {
        target: 'AmazonSQS.SendMessage',
        body: { QueueUrl: process.env.IMPORT_QUEUE_URL, MessageBody: 'message' },
      },
    ]);
    const change = { email: 'homer@x.co', spelling: 'homer@x.co', phoneNumber: '1', revision: '1' };
    expect(await people.apply([change], soon())).toMatchObject([{ kind: 'misconfigured' }]);
    expect(requests).toMatchObject([secretRead(directory.DIRECTORY_SECRET_ARN), statement]);
  });

  test('of exports read the directory and write to the bucket', async () => {
    rows = '[]';
    const { key } = await module.getExportServices().exporter.export({ form: 'csv' }, soon());
    expect(requests.shift()?.body.sql).toContain('INSERT IGNORE INTO export_lease');
    expect(requests.pop()?.body.sql).toContain('DELETE FROM export_lease');
    expect(requests).toMatchObject([
      statement,
      {
        target: `PUT /${files.BUCKET_NAME}/${encodeURIComponent(key).replaceAll('%2F', '/')}?x-id=PutObject`,
      },
      { target: expect.stringMatching(`^PUT /${files.BUCKET_NAME}/exports/.*json`) },
    ]);
    // Its order: an export of a directory by versions has one in each line.
    expect(requests[1]?.body.text).toMatch(/version/i);
  });

  test.each(['getEraseServices', 'getMigrateServices'] as const)(
    'of %s read the bucket for whom they erase again',
    async (name) => {
      expect(await module[name]().eraser.applyAgain(soon())).toBe(0);
      expect(requests).toMatchObject([
        { target: `GET /${files.BUCKET_NAME}/?list-type=2&prefix=erasures%2F` },
      ]);
    },
  );

  test('of erasures read the secret and the settings of the directory', async () => {
    const erased = module.getEraseServices().eraser.erase('homer@x.co', soon());
    await expect(erased).rejects.toMatchObject({ kind: 'misconfigured' });
    expect(requests).toMatchObject([secretRead(directory.DIRECTORY_SECRET_ARN), statement]);
  });

  test('of purges delete what is older than its days', async () => {
    expect(await module.getPurgeServices().purger.purge(soon())).toMatchObject({ isComplete: true });
    expect(requests).toMatchObject([statement, statement]);
    expect(requests[0]?.body).toMatchObject({
      sql: expect.stringContaining('DELETE FROM people'),
      parameters: expect.arrayContaining([expect.objectContaining({ value: { longValue: 30 } })]),
    });
  });
});

test('the functions of events need the secret and the order of the directory', () => {
  Object.assign(process.env, environment);
  expect(module.getEventServices).toThrow('DIRECTORY_SECRET_ARN is required');
});

test('migrate has no users where no secret names them', () => {
  Object.assign(process.env, environment);
  expect(module.getMigrateServices().users).toEqual([]);
});

test('migrate needs the secret of the directory once it prepares it, and not before', async () => {
  Object.assign(process.env, environment);
  const { directory: preparation } = module.getMigrateServices();
  await expect(async () => preparation.prepare({ deadlineMs: 0 })).rejects.toThrow(
    'DIRECTORY_SECRET_ARN is required',
  );
});
