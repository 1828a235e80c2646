import { beforeEach, describe, expect, test } from '@jest/globals';
import { FakeCloud } from '#cloud/deploy/testing/fakeCloud.ts';
import { checkParameters } from '#cloud/parameters/readStage.ts';
import { checkPrerequisites, checkStack } from './checkStack.ts';

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

describe('checkPrerequisites', () => {
  beforeEach(() => {
    fake = new FakeCloud();
  });

  const check = (given = {}) => {
    const parameters = checkParameters(given, 'cloud/stages/dev.ts', 'eu-central-1');
    return checkPrerequisites(fake.deployment({ parameters }));
  };

  const deployer = 'arn:aws:sts::123456789012:assumed-role/deploy-users-dev/github';

  test('a user of the account needs no boundary', () => check());

  test('the role of cloud/iam/deployer.yml needs the boundary of its stage', async () => {
    fake.caller.arn = deployer;
    await expect(check()).rejects.toThrow(
      "set permissionsBoundary: 'users-dev-boundary' in cloud/stages/dev.ts.",
    );
    await check({ permissionsBoundary: 'users-dev-boundary' });
  });

  test('a region without the engine version is refused, unless the stack has its cluster', async () => {
    fake.engineVersions = ['8.0.mysql_aurora.3.12.0'];
    await expect(check()).rejects.toThrow('set engineVersion to one of 8.0.mysql_aurora.3.12.0.');
    fake.addStack('users-dev');
    fake.resources = [{ type: 'AWS::RDS::DBCluster', logicalId: 'Database', physicalId: 'c' }];
    await check();
  });

  test('a bucket of an earlier stage is refused, and that of the stack is not', async () => {
    const physicalId = 'users-dev-imports-123456789012-eu-central-1';
    fake.buckets.add(physicalId);
    await expect(check()).rejects.toThrow(`The bucket ${physicalId} is left from an earlier stage`);
    fake.addStack('users-dev');
    fake.resources = [{ type: 'AWS::S3::Bucket', logicalId: 'Bucket', physicalId }];
    await check();
  });
});
