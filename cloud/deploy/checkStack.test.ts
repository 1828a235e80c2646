import { beforeEach, describe, expect, test } from '@jest/globals';
import { checkParameters } from '#cloud/parameters/readStage.ts';
import { checkStack } from './checkStack.ts';
import { FakeCloud } from './fakeCloud.ts';

const arnOf = (name: string) => `arn:aws:rds:eu-central-1:123456789012:cluster:${name}`;
const masterSecretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:mine-AbCdEf';
const existing = { database: 'existing', clusterArn: arnOf('mine'), masterSecretArn };
const parametersWith = (given: object) => checkParameters(given, 'cloud/stages/dev.ts', 'eu-central-1');

const outputsOf = {
  new: { Database: 'new', DatabaseName: 'users', DatabaseClusterArn: arnOf('made-by-the-stack') },
  existing: { Database: 'existing', DatabaseName: 'users', DatabaseClusterArn: arnOf('mine') },
};

let fake: FakeCloud;
let lines: string[];
beforeEach(() => {
  fake = new FakeCloud();
  lines = [];
});

const check = (given: object, changes = {}) =>
  checkStack(fake.deployment({ parameters: parametersWith(given), ...changes }), (line) => lines.push(line));

describe.each([
  [
    'new',
    { database: 'existing', clusterArn: arnOf('mine'), masterSecretArn },
    'database would change from "new" to "existing"',
  ],
  ['new', { databaseName: 'people' }, 'databaseName would change from "users" to "people"'],
  ['existing', {}, 'database would change from "existing" to "new"'],
  [
    'existing',
    { ...existing, clusterArn: arnOf('other') },
    `clusterArn would change from "${arnOf('mine')}" to "${arnOf('other')}"`,
  ],
] as const)('a stack with database %s and parameters %j', (deployed, given, change) => {
  beforeEach(() => fake.addStack('users-dev', { outputs: outputsOf[deployed] }));

  test('is refused', async () => {
    await expect(check(given)).rejects.toThrow(change);
    await expect(check(given)).rejects.toThrow('--replace-database');
  });

  test('is accepted with --replace-database, and told', async () => {
    await check(given, { replaceDatabase: true });
    expect(lines.join('\n')).toContain(change);
  });
});

test.each([
  ['new', { maxAcu: 16 }],
  ['existing', existing],
] as const)('a stack keeps its database %s with parameters %j', async (deployed, given) => {
  fake.addStack('users-dev', { outputs: outputsOf[deployed], tags: { commit: 'c1' } });
  await check(given);
  expect(lines).toEqual(['the stack users-dev is at commit c1']);
});

test('a stack that does not exist has nothing to lose', async () => {
  await check({});
  expect(lines).toEqual(['the stack users-dev is new']);
});
