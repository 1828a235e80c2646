import { expect, test } from '@jest/globals';
import { readConfig } from './config.ts';

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

test.each([
  ['DATABASE_RESOURCE_ARN', '', 'must be the ARN of an RDS cluster'],
  ['DATABASE_RESOURCE_ARN', 'arn:aws:rds:eu-central-1:1:db:users', 'must be the ARN of an RDS cluster'],
  ['DATABASE_SECRET_ARN', 'hunter2', 'must be the ARN of a Secrets Manager secret'],
  ['DATABASE_NAME', 'users;', 'must be 1 to 64 letters, digits or underscores'],
  ['AWS_REGION', '', 'must not be empty'],
  ['AWS_ENDPOINT_URL_RDS_DATA', 'localhost:8080', 'must be an http or https URL'],
])('refuses %s=%j without repeating the value', (name, value, rule) => {
  expect(() => readConfig({ ...good, [name]: value })).toThrow(new Error(`Environment: ${name} ${rule}`));
});
