import { beforeEach, expect, test } from '@jest/globals';
import { FakeCloud } from '#cloud/deploy/testing/fakeCloud.ts';
import { rollbackService } from './rollbackService.ts';

const aliasOf = (name: string) => `arn:aws:lambda:eu-central-1:123456789012:function:users-dev-${name}:live`;
const [getUsers, searchUser] = [aliasOf('getUsers'), aliasOf('searchUser')];
const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const version = (number: number, published: number) => ({
  version: String(number),
  publishedAt: day(published),
  imageTag: `tag-${number}`,
});

let fake: FakeCloud;
let lines: string[];

/** The deployment of the third day has moved callers of getUsers alone, to version 3. */
beforeEach(() => {
  fake = new FakeCloud();
  lines = [];
  fake.addStack('users-dev', { changedAt: day(3) });
  const resource = (type: string, physicalId: string) => ({ type, logicalId: 'a', physicalId });
  fake.resources = [
    resource('AWS::Lambda::Alias', getUsers),
    resource('AWS::Lambda::Alias', searchUser),
    resource('AWS::CodeDeploy::Application', 'rollout'),
  ];
  fake.changed = [getUsers];
  fake.versions = [version(1, 1), version(2, 2), version(3, 3)];
  fake.releases.set(getUsers, { functionName: 'users-dev-getUsers', version: '3', shifting: false });
  fake.releases.set(searchUser, { functionName: 'users-dev-searchUser', version: '2', shifting: false });
});

const rollBack = (...functionNames: string[]) =>
  rollbackService({
    target: { stage: 'dev', region: 'eu-central-1' },
    functionNames,
    cloud: fake.cloud,
    step: (_name, work) => work((line) => lines.push(line)),
  });

test('moves back what the last deployment has changed, and says what is live', async () => {
  await rollBack();
  expect(fake.calls).toEqual([`move ${getUsers} to 2`]);
  expect(lines).toEqual([
    'users-dev-getUsers went back to version 2 (image tag-2, published 2026-11-02T00:00:00.000Z)',
    'users-dev-getUsers is at version 2 (image tag-2, published 2026-11-02T00:00:00.000Z)',
    'users-dev-searchUser is at version 2 (image tag-2, published 2026-11-02T00:00:00.000Z)',
  ]);
});

test('moves nothing where callers have never reached the newest version', async () => {
  fake.releases.set(getUsers, { functionName: 'users-dev-getUsers', version: '2', shifting: false });
  await rollBack();
  expect(fake.calls).toEqual([]);
});

test('moves nothing twice', async () => {
  await rollBack();
  fake.calls.splice(0);
  await rollBack();
  expect(fake.calls).toEqual([]);
  expect(lines).toContain(
    'the deployment of 2026-11-03T00:00:00.000Z left no function to move back; --function names one',
  );
});

test('stops a shift that is running, and sends everybody to the version that is shifted from', async () => {
  fake.rollouts = ['d-1'];
  fake.releases.set(getUsers, { functionName: 'users-dev-getUsers', version: '2', shifting: true });
  await rollBack();
  expect(fake.calls).toEqual(['stop rollout d-1', `move ${getUsers} to 2`]);
});

test('moves a named function back, whatever the last deployment changed', async () => {
  await rollBack('searchUser');
  expect(fake.calls).toEqual([`move ${searchUser} to 1`]);
});

test('does not return to a version that an earlier rollback has left', async () => {
  await rollBack();
  fake.versions.push(version(4, 4));
  fake.addStack('users-dev', { changedAt: day(4) });
  fake.releases.set(getUsers, { functionName: 'users-dev-getUsers', version: '4', shifting: false });
  await rollBack();
  expect(fake.calls).toEqual([`move ${getUsers} to 2`, `move ${getUsers} to 2`]);
});

test.each([
  ['a function without a route', ['migrate'], 'The stage dev has no function "migrate" with a route.'],
  ['the first version', ['searchUser', 'searchUser'], 'users-dev-searchUser has no version before 1.'],
])('refuses %s', async (_case, functionNames, sentence) => {
  fake.releases.set(searchUser, { functionName: 'users-dev-searchUser', version: '1', shifting: false });
  await expect(rollBack(...functionNames)).rejects.toThrow(sentence);
});

test('fails for a stage that does not exist', async () => {
  fake.stacks.clear();
  await expect(rollBack()).rejects.toThrow('There is no stage dev in eu-central-1: no stack users-dev.');
});
