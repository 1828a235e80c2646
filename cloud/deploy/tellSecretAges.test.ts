import { beforeEach, expect, test } from '@jest/globals';
import { FakeCloud } from './fakeCloud.ts';
import { tellSecretAges } from './tellSecretAges.ts';

const dayMs = 86_400_000;

let fake: FakeCloud;
let lines: string[];

beforeEach(() => {
  fake = new FakeCloud();
  fake.nowMs = 1_000 * dayMs;
  lines = [];
  fake.resources = ['ReaderSecret', 'WriterSecret', 'DirectorySecret'].map((logicalId) => ({
    type: 'AWS::SecretsManager::Secret',
    logicalId,
    physicalId: logicalId,
  }));
});

const tell = async (ages: Record<string, number>): Promise<string[]> => {
  for (const [name, days] of Object.entries(ages)) {
    fake.secretChanges.set(name, new Date(fake.nowMs - days * dayMs));
  }
  await tellSecretAges(fake.deployment(), (line) => lines.push(line));
  return lines;
};

test('says the age of the oldest password after 90 days, and the command that changes it', async () => {
  expect(await tell({ ReaderSecret: 12, WriterSecret: 91 })).toEqual([
    'the oldest database password is 91 days old: npm run rotate -- --stage dev --region eu-central-1',
  ]);
});

test('says nothing for 90 days', async () => {
  expect(await tell({ ReaderSecret: 90, WriterSecret: 0 })).toEqual([]);
});

test('says nothing of the secret that is never rotated', async () => {
  expect(await tell({ DirectorySecret: 900 })).toEqual([]);
});

test('says nothing where a stage has no secrets', async () => {
  fake.resources = [];
  expect(await tell({})).toEqual([]);
});

test('does not fail where the ages cannot be read', async () => {
  fake.secretChanges.set('ReaderSecret', Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  expect(await tell({})).toEqual(['the age of the database passwords is unknown (AccessDeniedException)']);
});
