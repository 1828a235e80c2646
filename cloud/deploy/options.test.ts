import { expect, test } from '@jest/globals';
import { frameworkOptions, readOptions } from './options.ts';

test('reads stage, region, base and parameters', () => {
  const param = ['maxAcu=4', 'corsOrigins=https://a?b=c'];
  const options = readOptions({ stage: 'prod', region: 'eu-west-1', base: 'b@sha256:1', param }, {});
  expect(options).toEqual({ stage: 'prod', region: 'eu-west-1', base: 'b@sha256:1', parameters: param });
  expect(frameworkOptions(options).join(' ')).toBe(
    '--stage prod --region eu-west-1 --param maxAcu=4 --param corsOrigins=https://a?b=c',
  );
});

test('takes the region of the environment when none is given', () => {
  expect(readOptions({ stage: 'dev' }, { AWS_REGION: 'eu-west-1' })).toMatchObject({ region: 'eu-west-1' });
});

test.each([
  [{}, '--stage is required'],
  [{ stage: 'Prod!' }, '--stage is required'],
  [{ stage: 'dev' }, '--region is required'],
  [{ stage: 'dev', region: 'r', param: ['maxAcu'] }, '--param takes name=value, not "maxAcu".'],
])('refuses %j with one sentence', (values, message) => {
  expect(() => readOptions(values, {})).toThrow(message);
});
