import { expect, test } from '@jest/globals';
import { readTarget } from './options.ts';

test('takes the region that is given before that of the environment', () => {
  expect(readTarget({ stage: 'dev', region: 'eu-west-1' }, 'us-east-1')).toEqual({
    stage: 'dev',
    region: 'eu-west-1',
  });
  expect(readTarget({ stage: 'dev' }, 'us-east-1')).toEqual({ stage: 'dev', region: 'us-east-1' });
});

test.each([
  [{}, '--stage is required'],
  [{ stage: 'Prod!' }, '--stage is required'],
  [{ stage: 'a-stage-that-is-too-long' }, '--stage is required'],
  [{ stage: 'dev' }, '--region is required where AWS_REGION is not set.'],
  [{ stage: 'dev', region: 'Frankfurt' }, '"Frankfurt" is no region; eu-central-1 is.'],
])('refuses %j with one sentence', (values, sentence) => {
  expect(() => readTarget(values, undefined)).toThrow(sentence);
});
