import { expect, test } from '@jest/globals';
import { readDirectoryConfig, readOrder } from './directoryConfig.ts';

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
