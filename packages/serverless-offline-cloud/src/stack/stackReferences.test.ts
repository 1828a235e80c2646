import { expect, test } from '@jest/globals';
import { stackReferences } from './stackReferences.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: variables of CloudFormation
const name = 'users-dev-imports-${AWS::AccountId}-${AWS::Region}';

const bucket = (BucketName: unknown) => ({
  Type: 'AWS::S3::Bucket',
  Properties: { BucketName, NotificationConfiguration: { QueueConfigurations: [] } },
});
const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'users-dev-import' } };

test('a queue is its URL, a bucket its name', () => {
  const resources = { Queue: queue, Bucket: bucket({ 'Fn::Sub': name }), Topic: { Type: 'AWS::SNS::Topic' } };
  expect([...stackReferences(resources, 'http://127.0.0.1:8126')]).toEqual([
    ['Queue', 'http://127.0.0.1:8126/000000000000/users-dev-import'],
    ['Bucket', 'users-dev-imports-000000000000-eu-central-1'],
  ]);
});

test('a resource of another shape is named', () => {
  expect(() => stackReferences({ Bucket: bucket(undefined) }, '')).toThrow(
    'The local cloud cannot create Bucket',
  );
});
