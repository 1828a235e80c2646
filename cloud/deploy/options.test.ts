import { expect, test } from '@jest/globals';
import { frameworkOptions, readOptions } from './options.ts';

test('reads stage and region', () => {
  const options = readOptions({ stage: 'prod', region: 'eu-west-1' }, { AWS_REGION: 'us-east-1' });
  expect(options).toEqual({ stage: 'prod', region: 'eu-west-1' });
  expect(frameworkOptions(options).join(' ')).toBe('--stage prod --region eu-west-1');
});

test('takes the region of the environment when none is given', () => {
  expect(readOptions({ stage: 'dev' }, { AWS_REGION: 'eu-west-1' })).toMatchObject({ region: 'eu-west-1' });
});

test.each([
  [{}, '--stage is required'],
  [{ stage: 'Prod!' }, '--stage is required'],
  [{ stage: 'dev' }, '--region is required'],
])('refuses %j with one sentence', (values, message) => {
  expect(() => readOptions(values, {})).toThrow(message);
});
