import { describe, expect, test } from '@jest/globals';
import {
  readAccountSecrets,
  readBucketConfig,
  readConfig,
  readDirectoryConfig,
  readImportConfig,
  readOrder,
  readRetention,
  readTombstoneDays,
} from './config.ts';

const good = {
  DATABASE_RESOURCE_ARN: 'arn:aws:rds:eu-central-1:123456789012:cluster:users',
  DATABASE_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:users-AbCdEf',
  DATABASE_NAME: 'users',
  AWS_REGION: 'eu-central-1',
};

test('reads a complete environment', () => {
  expect(readConfig({ ...good, AWS_ENDPOINT_URL_RDS_DATA: 'http://127.0.0.1:8124', PATH: '/bin' })).toEqual({
    resourceArn: good.DATABASE_RESOURCE_ARN,
    secretArn: good.DATABASE_SECRET_ARN,
    database: 'users',
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:8124',
  });
});

test('names every variable that is missing, at once', () => {
  expect(() => readConfig({})).toThrow(
    'Environment: DATABASE_RESOURCE_ARN is required; DATABASE_SECRET_ARN is required; ' +
      'DATABASE_NAME is required; AWS_REGION is required',
  );
});

const clusterRule = 'must be the ARN of an RDS cluster';
const secretRule = 'must be the ARN of a Secrets Manager secret';
const nameRule = 'must be 1 to 64 letters, digits or underscores';
const urlRule = 'must be an http or https URL';

test.each([
  ['DATABASE_RESOURCE_ARN', '', clusterRule],
  ['DATABASE_RESOURCE_ARN', 'arn:aws:rds:eu-central-1:1:db:users', clusterRule],
  ['DATABASE_RESOURCE_ARN', 'arn:aws:rds:eu-central-1:1234567890123:cluster:users', clusterRule],
  ['DATABASE_RESOURCE_ARN', 'arn:aws:rds:eu-central-1:12345678901x:cluster:users', clusterRule],
  ['DATABASE_RESOURCE_ARN', 'arn:aws:rds::123456789012:cluster:users', clusterRule],
  ['DATABASE_RESOURCE_ARN', 'arn:aws:rds:eu-central-1:123456789012:cluster:', clusterRule],
  ['DATABASE_RESOURCE_ARN', 'arn:aws!:rds:eu-central-1:123456789012:cluster:users', clusterRule],
  ['DATABASE_RESOURCE_ARN', `x${good.DATABASE_RESOURCE_ARN}`, clusterRule],
  ['DATABASE_RESOURCE_ARN', `${good.DATABASE_RESOURCE_ARN}\n`, clusterRule],
  ['DATABASE_SECRET_ARN', 'hunter2', secretRule],
  ['DATABASE_SECRET_ARN', 'arn:aws:secretsmanager:eu-central-1:1234567890123:secret:users', secretRule],
  ['DATABASE_SECRET_ARN', 'arn:aws:secretsmanager::123456789012:secret:users', secretRule],
  ['DATABASE_SECRET_ARN', 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:', secretRule],
  ['DATABASE_SECRET_ARN', 'arn:aws!:secretsmanager:eu-central-1:123456789012:secret:users', secretRule],
  ['DATABASE_SECRET_ARN', `x${good.DATABASE_SECRET_ARN}`, secretRule],
  ['DATABASE_SECRET_ARN', `${good.DATABASE_SECRET_ARN}\n`, secretRule],
  ['DATABASE_NAME', 'users;', nameRule],
  ['DATABASE_NAME', ';users', nameRule],
  ['DATABASE_NAME', '', nameRule],
  ['DATABASE_NAME', 'x'.repeat(65), nameRule],
  ['AWS_REGION', '', 'must not be empty'],
  ['AWS_ENDPOINT_URL_RDS_DATA', 'localhost:8080', urlRule],
  ['AWS_ENDPOINT_URL_RDS_DATA', 'xhttp://localhost', urlRule],
  ['AWS_ENDPOINT_URL_RDS_DATA', 'httpsx://localhost', urlRule],
])('refuses %s=%j without repeating the value', (name, value, rule) => {
  expect(() => readConfig({ ...good, [name]: value })).toThrow(new Error(`Environment: ${name} ${rule}`));
});

test.each([
  ['DATABASE_RESOURCE_ARN', 'arn:aws-us-gov:rds:us-gov-west-1:123456789012:cluster:u'],
  ['DATABASE_SECRET_ARN', 'arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:u'],
  ['DATABASE_NAME', 'x'.repeat(64)],
  ['AWS_ENDPOINT_URL_RDS_DATA', 'https://rds-data.eu-central-1.amazonaws.com'],
])('accepts %s=%s', (name, value) => {
  expect(Object.values(readConfig({ ...good, [name]: value }))).toContain(value);
});

test('fails with a ConfigError', () => {
  expect(() => readConfig({})).toThrow(expect.objectContaining({ name: 'ConfigError' }));
});

describe('readAccountSecrets', () => {
  const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:reader';

  test('names the accounts that have a secret, and leaves the others out', () => {
    const env = { DATABASE_READER_SECRET_ARN: arn, DATABASE_OTHER_SECRET_ARN: arn };
    expect(readAccountSecrets(env, ['reader', 'writer'])).toEqual([['reader', arn]]);
  });

  test('refuses what is no ARN of a secret without repeating it', () => {
    expect(() => readAccountSecrets({ DATABASE_READER_SECRET_ARN: 'hunter2' }, ['reader'])).toThrow(
      new Error(`Environment: DATABASE_READER_SECRET_ARN ${secretRule}`),
    );
  });
});

describe('the bucket and the queue of imports', () => {
  test('reads the bucket, and an address of S3 where there is one', () => {
    expect(readBucketConfig({ BUCKET_NAME: 'users-dev' })).toEqual({
      bucket: 'users-dev',
      endpoint: undefined,
    });
    const endpoint = 'http://127.0.0.1:8120';
    expect(readBucketConfig({ BUCKET_NAME: 'users-dev', AWS_ENDPOINT_URL_S3: endpoint })).toEqual({
      bucket: 'users-dev',
      endpoint,
    });
  });

  test('names every variable that is missing or wrong, at once', () => {
    expect(() => readBucketConfig({ BUCKET_NAME: 'Users', AWS_ENDPOINT_URL_S3: 'ftp://x' })).toThrow(
      'Environment: BUCKET_NAME must be the name of a bucket; AWS_ENDPOINT_URL_S3 must be an http or https URL',
    );
  });

  test('reads the queue of imports', () => {
    const queueUrl = 'https://sqs.eu-central-1.amazonaws.com/1/import';
    expect(readImportConfig({ IMPORT_QUEUE_URL: queueUrl })).toEqual({ queueUrl });
    expect(() => readImportConfig({})).toThrow('Environment: IMPORT_QUEUE_URL is required');
    expect(() => readImportConfig({ IMPORT_QUEUE_URL: 'x' })).toThrow('must be the URL of a queue');
  });
});

describe('the directory', () => {
  const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:directory-AbCdEf';

  test.each(['version', 'time'])('reads the secret and the order %s', (order) => {
    expect(readDirectoryConfig({ DIRECTORY_SECRET_ARN: arn, DIRECTORY_ORDER: order })).toEqual({
      secretArn: arn,
      order,
    });
  });

  test('names every variable that is missing or wrong, at once', () => {
    expect(() => readDirectoryConfig({ DIRECTORY_ORDER: 'size' })).toThrow(
      'Environment: DIRECTORY_SECRET_ARN is required; DIRECTORY_ORDER must be version or time',
    );
  });

  test('reads the order alone', () => {
    expect(readOrder({ DIRECTORY_ORDER: 'time' })).toBe('time');
    expect(() => readOrder({})).toThrow('Environment: DIRECTORY_ORDER must be version or time');
  });
});

describe('retention', () => {
  test('reads how long copies and deletions are kept', () => {
    expect(readRetention({ BACKUP_DAYS: '7', EVENT_ARCHIVE_DAYS: '0' })).toEqual({
      backupDays: 7,
      eventArchiveDays: 0,
      replayDays: 0,
    });
    expect(readTombstoneDays({ TOMBSTONE_DAYS: '28' })).toBe(28);
  });

  test.each([
    [undefined, 30],
    ['', 30],
    ['365', 365],
  ])(
    'takes %j for events that can be replayed for %i days, beside an archive of 30',
    (REPLAY_DAYS, replayDays) => {
      expect(readRetention({ BACKUP_DAYS: '7', EVENT_ARCHIVE_DAYS: '30', REPLAY_DAYS })).toMatchObject({
        replayDays,
      });
    },
  );

  test('names every variable that is missing or wrong, at once', () => {
    expect(() => readRetention({ BACKUP_DAYS: '36' })).toThrow(
      'Environment: BACKUP_DAYS must be from 1 to 35 days; EVENT_ARCHIVE_DAYS is required',
    );
  });

  test.each(['27', '3651', '30.5', 'a month'])('refuses tombstones of %s days', (days) => {
    expect(() => readTombstoneDays({ TOMBSTONE_DAYS: days })).toThrow(
      /^Environment: TOMBSTONE_DAYS must be /,
    );
  });
});
