import { beforeEach, expect, test } from '@jest/globals';
import { FakeCloud } from '#cloud/deploy/testing/fakeCloud.ts';
import { UserError } from '#tools/userError.ts';
import { removeService } from './removeService.ts';

let fake: FakeCloud;
let losses: string[];
beforeEach(() => {
  fake = new FakeCloud();
  losses = [];
});

const remove = (agrees = true) =>
  removeService({
    target: { stage: 'dev', region: 'eu-central-1' },
    cloud: fake.cloud,
    step: (_name, work) => work(() => {}),
    confirm: async (shown) => {
      losses = shown;
      if (!agrees) throw new UserError('Nothing was removed.');
    },
  });

const arrange = (outputs = {}) => {
  fake.addStack('users-dev', { outputs: { ...fake.outputs, ...outputs } });
  fake.addStack('users-dev-images');
};

const buckets = [
  { type: 'AWS::S3::Bucket', logicalId: 'ServerlessDeploymentBucket', physicalId: 'templates' },
  { type: 'AWS::S3::Bucket', logicalId: 'Bucket', physicalId: 'imports' },
];

test('empties the buckets, then removes the service and its images', async () => {
  fake.resources = buckets;
  arrange({ BucketName: 'imports' });
  await remove();
  expect(fake.calls).toEqual([
    'empty templates',
    'empty imports',
    'delete users-dev',
    'delete users-dev-images',
  ]);
});

test('removes a stage of a version that had no bucket', async () => {
  arrange();
  await remove();
  expect(fake.calls).toEqual(['delete users-dev', 'delete users-dev-images']);
});

test.each([{ DeletionPolicy: 'Snapshot' }, { DeletionPolicy: 'Retain' }, { Database: 'existing' }])(
  'keeps what the bucket holds with %j',
  async (outputs) => {
    fake.resources = buckets;
    arrange({ BucketName: 'imports', ...outputs });
    await remove();
    expect(losses.at(-1)).toBe('nothing of the bucket imports, which stays');
    expect(fake.calls).not.toContain('empty imports');
  },
);

test('says first what will be lost', async () => {
  const resource = (type: string) => ({ type, logicalId: 'a', physicalId: 'b' });
  fake.resources = ['AWS::Lambda::Function', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup'].map(resource);
  arrange();
  await expect(remove(false)).rejects.toThrow('Nothing was removed.');
  expect(losses).toEqual([
    'the API https://api.example.com',
    '2 functions and their images',
    '1 log groups with what they hold, who asked for whom included',
    'the database with all data and backups: nothing is left of them',
    'the bucket with imports, exports and the record of erasures',
  ]);
  expect(fake.calls).toEqual([]);
});

test.each([
  [{ DeletionPolicy: 'Snapshot' }, 'by deletionPolicy Snapshot its data stays'],
  [{ Database: 'existing' }, 'is not part of the stage and stays'],
])('says of a database with %j what stays', async (outputs, sentence) => {
  arrange(outputs);
  await remove();
  expect(losses.join()).toContain(sentence);
});

test.each(['true', 'True'])('removes nothing when DeletionProtection is %s', async (DeletionProtection) => {
  arrange({ DeletionProtection });
  await expect(remove()).rejects.toThrow('is protected from deletion');
  expect(fake.calls).toEqual([]);
});

test('removes the images of a service that is gone', async () => {
  fake.addStack('users-dev-images');
  await remove();
  expect(losses).toEqual(['the images that an earlier removal or deployment has left']);
  expect(fake.calls).toEqual(['delete users-dev-images']);
});

test('fails for a stage that does not exist', async () => {
  await expect(remove()).rejects.toThrow('There is no stage dev in eu-central-1: no stack users-dev.');
});
