import { beforeEach, expect, test } from '@jest/globals';
import { checkParameters } from '#cloud/parameters/readStage.ts';
import { checkPrerequisites } from './checkPrerequisites.ts';
import { FakeCloud } from './fakeCloud.ts';

let fake: FakeCloud;
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
