import { beforeEach, describe, expect, test } from '@jest/globals';
import { FakeCloud } from '#cloud/deploy/testing/fakeCloud.ts';
import { otherAccount, rotateService, tellSecretAges } from './rotateService.ts';

let fake: FakeCloud;
let lines: string[];

beforeEach(() => {
  fake = new FakeCloud();
  lines = [];
  fake.addStack('users-dev');
  const secret = (logicalId: string) => ({
    type: 'AWS::SecretsManager::Secret',
    logicalId,
    physicalId: `arn:${logicalId}`,
  });
  fake.resources = [secret('ReaderSecret'), secret('DirectorySecret')];
  fake.accounts.set('arn:ReaderSecret', { versionId: 'v1', username: 'users_reader' });
});

const rotate = () =>
  rotateService({
    target: { stage: 'dev', region: 'eu-central-1' },
    cloud: fake.cloud,
    step: (_name, work) => work((line) => lines.push(line)),
  });

test('creates the second account before it is the one that functions get', async () => {
  await rotate();
  expect(fake.calls).toEqual([
    'pending arn:ReaderSecret users_reader_2',
    'invoke users-dev-migrate {"step":"all"}',
    'current arn:ReaderSecret v1 → v2',
    'get https://api.example.com/users?limit=1',
  ]);
  expect(lines[0]).toBe('users_reader_2 is current');
});

test('leaves the account of now where the second cannot be created', async () => {
  fake.migrate = () => new Error('refused');
  await expect(rotate()).rejects.toThrow('refused');
  expect(fake.accounts.get('arn:ReaderSecret')).toEqual({ versionId: 'v1', username: 'users_reader' });
});

test('returns to the account before when the request fails', async () => {
  fake.answer = { status: 503, requestId: 'api-1', body: '{}' };
  await expect(rotate()).rejects.toThrow('answered 503 instead of 200');
  expect(fake.calls.at(-1)).toBe('current arn:ReaderSecret v2 → v1');
  expect(lines.at(-1)).toBe('the accounts before are current again');
});

test('refuses a stage that was not deployed', async () => {
  fake.stacks.clear();
  await expect(rotate()).rejects.toThrow('There is no stage dev in eu-central-1: no stack users-dev.');
});

test('never prints a password', async () => {
  await rotate();
  expect(lines.join()).not.toMatch(/[\da-f]{32}/);
});

test('two accounts take turns', () => {
  expect(otherAccount('users_reader')).toBe('users_reader_2');
  expect(otherAccount('users_reader_2')).toBe('users_reader');
});

describe('tellSecretAges', () => {
  const dayMs = 86_400_000;

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
});
