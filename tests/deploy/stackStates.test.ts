// The stand-in for CloudFormation: rollbacks, deletion policies, protection, and refusals by state.

import {
  CloudFormationClient,
  ContinueUpdateRollbackCommand,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type StandIn, startAws } from './aws/startAws.ts';

let aws: StandIn;
let client: CloudFormationClient;

beforeEach(async () => {
  aws = await startAws();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new CloudFormationClient({ region: 'eu-central-1', credentials, endpoint: aws.state.url });
});
afterEach(async () => {
  client.destroy();
  await aws.stop();
});

const StackName = 's';
const bucket = (DeletionPolicy?: string) => ({
  Type: 'AWS::S3::Bucket',
  ...(DeletionPolicy && { DeletionPolicy }),
  Properties: { BucketName: 'b' },
});
const topic = { Type: 'AWS::SNS::Topic', DependsOn: ['Bucket'] };
const bodyOf = (Resources: object) => JSON.stringify({ Resources });

const create = (resources: object) =>
  client.send(new CreateStackCommand({ StackName, TemplateBody: bodyOf(resources) }));
const update = (resources: object) =>
  client.send(new UpdateStackCommand({ StackName, TemplateBody: bodyOf(resources) }));
const remove = () => client.send(new DeleteStackCommand({ StackName }));
const continueRollback = () => client.send(new ContinueUpdateRollbackCommand({ StackName }));
const status = async () =>
  (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0]?.StackStatus;

describe('a creation that fails', () => {
  test.each([
    [undefined, false],
    ['RetainExceptOnCreate', false],
    ['Retain', true],
  ])('with the deletion policy %s leaves a bucket: %s', async (policy, isLeft) => {
    aws.state.refused.provision.add('Topic');
    await create({ Topic: topic, Bucket: bucket(policy) });
    expect(await status()).toBe('ROLLBACK_COMPLETE');
    expect(aws.state.buckets.has('b')).toBe(isLeft);
  });

  test('is ROLLBACK_FAILED where a resource cannot be deleted', async () => {
    aws.state.refused.provision.add('Topic');
    aws.state.refused.remove.add('Bucket');
    await create({ Topic: topic, Bucket: bucket() });
    expect(await status()).toBe('ROLLBACK_FAILED');
  });

  test('leaves a stack that can be deleted, and not updated', async () => {
    aws.state.refused.provision.add('Topic');
    await create({ Topic: topic, Bucket: bucket() });
    await expect(update({ Bucket: bucket() })).rejects.toThrow(
      'is in ROLLBACK_COMPLETE state and can not be updated',
    );
    await remove();
    await expect(status()).rejects.toThrow('does not exist');
  });
});

test('a name that something outside the stack has is refused', async () => {
  aws.state.refused.provision.add('Topic');
  await create({ Topic: topic, Bucket: bucket('Retain') });
  await remove();
  aws.state.refused.provision.clear();
  await create({ Bucket: bucket() });
  expect(await status()).toBe('ROLLBACK_COMPLETE');
  expect(aws.state.stacks.get(StackName)?.events).toContainEqual(
    expect.objectContaining({ ResourceStatusReason: 'b already exists' }),
  );
});

describe('an update that fails', () => {
  const queue = (VisibilityTimeout: number) => ({
    Type: 'AWS::SQS::Queue',
    Properties: { VisibilityTimeout },
  });
  const failing = { Queue: queue(2), Topic: { ...topic, DependsOn: ['Queue', 'Bucket'] }, Bucket: bucket() };

  beforeEach(async () => {
    await create({ Queue: queue(1) });
    aws.state.refused.provision.add('Topic');
  });

  test('takes back what it changed, and deletes what it made', async () => {
    await update(failing);
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(aws.state.stacks.get(StackName)?.template.Resources).toEqual({ Queue: queue(1) });
    expect(aws.state.buckets.size).toBe(0);
  });

  test('leaves outside the stack what it made and cannot delete', async () => {
    aws.state.refused.remove.add('Bucket');
    await update(failing);
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(aws.state.buckets.size).toBe(1);
    expect(aws.state.stacks.get(StackName)?.resources.has('Bucket')).toBe(false);
  });

  test('is UPDATE_ROLLBACK_FAILED where a resource cannot be changed back, until that can be', async () => {
    aws.state.refused.restore.add('Queue');
    await update(failing);
    expect(await status()).toBe('UPDATE_ROLLBACK_FAILED');
    await expect(update({ Queue: queue(3) })).rejects.toThrow('UPDATE_ROLLBACK_FAILED');
    await continueRollback();
    expect(await status()).toBe('UPDATE_ROLLBACK_FAILED');
    aws.state.refused.restore.clear();
    await continueRollback();
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    await expect(continueRollback()).rejects.toThrow("can't continue update rollback");
  });
});

describe('a deletion', () => {
  test.each(['Retain', 'RetainExceptOnCreate'])('keeps what has the policy %s', async (policy) => {
    await create({ Bucket: bucket(policy) });
    await remove();
    await expect(status()).rejects.toThrow('does not exist');
    expect(aws.state.buckets.has('b')).toBe(true);
  });

  test('is DELETE_FAILED while a cluster is protected', async () => {
    await create({ Database: { Type: 'AWS::RDS::DBCluster', Properties: { DeletionProtection: true } } });
    await remove();
    expect(await status()).toBe('DELETE_FAILED');
    for (const cluster of aws.state.clusters.values()) cluster.deletionProtection = false;
    await remove();
    await expect(status()).rejects.toThrow('does not exist');
  });

  test('is refused while termination protection is on', async () => {
    await create({ Bucket: bucket() });
    const protect = (EnableTerminationProtection: boolean) =>
      client.send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection }));
    await protect(true);
    await expect(remove()).rejects.toThrow('TerminationProtection is enabled');
    await protect(false);
    await remove();
    expect(aws.state.buckets.size).toBe(0);
  });
});

describe('a change set of a new stack', () => {
  const changeSet = { StackName, ChangeSetName: 'c', TemplateBody: bodyOf({ Bucket: bucket() }) };

  test('leaves the stack REVIEW_IN_PROGRESS until it is executed', async () => {
    await client.send(new CreateChangeSetCommand({ ...changeSet, ChangeSetType: 'CREATE' }));
    expect(await status()).toBe('REVIEW_IN_PROGRESS');
    await client.send(new ExecuteChangeSetCommand({ StackName, ChangeSetName: 'c' }));
    expect(await status()).toBe('CREATE_COMPLETE');
  });

  test('is refused for a stack that exists', async () => {
    await create({ Bucket: bucket() });
    const again = new CreateChangeSetCommand({ ...changeSet, ChangeSetType: 'CREATE' });
    await expect(client.send(again)).rejects.toThrow('already exists');
  });
});

test('an operation in progress refuses another', async () => {
  await create({ Bucket: bucket() });
  Object.assign(aws.state.stacks.get(StackName) as object, { status: 'UPDATE_IN_PROGRESS' });
  await expect(update({ Bucket: bucket('Retain') })).rejects.toThrow('UPDATE_IN_PROGRESS');
  await expect(remove()).rejects.toThrow('UPDATE_IN_PROGRESS');
});
