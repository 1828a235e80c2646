import { expect, test } from '@jest/globals';
import { readBucketConfig } from './bucketConfig.ts';
import { readImportConfig } from './importConfig.ts';

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
