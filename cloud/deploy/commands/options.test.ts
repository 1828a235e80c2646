import { expect, test } from '@jest/globals';
import { stageNames } from '#cloud/parameters/readStage.ts';
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
  [{ stage: 'Prod!' }, '"Prod!" is no name of a stage'],
  [{ stage: 'astagethatistoolong' }, '"astagethatistoolong" is no name of a stage'],
  [{ stage: 'dev-eu' }, 'no hyphen, since everything that is named users-dev-… belongs to the stage dev.'],
  [{ stage: 'dev-images' }, '"dev-images" is no name of a stage'],
  [{ stage: 'dev-sync-dlq' }, '"dev-sync-dlq" is no name of a stage'],
  [{ stage: 'dev' }, '--region is required where AWS_REGION is not set.'],
  [{ stage: 'dev', region: 'Frankfurt' }, '"Frankfurt" is no region; eu-central-1 is.'],
])('refuses %j with one sentence', (values, sentence) => {
  expect(() => readTarget(values, undefined)).toThrow(sentence);
});

test('every file of cloud/stages has the name of a stage', () => {
  for (const stage of stageNames()) expect(readTarget({ stage }, 'eu-central-1')).toMatchObject({ stage });
});
