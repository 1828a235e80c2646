import { beforeEach, expect, test } from '@jest/globals';
import { FakeCloud } from '#cloud/deploy/testing/fakeCloud.ts';
import { settleStack } from './settleStack.ts';

let fake: FakeCloud;
let lines: string[];
beforeEach(() => {
  fake = new FakeCloud();
  lines = [];
});

const settle = (status: string) => {
  fake.addStack('s', { status, changedAt: new Date(0) });
  return settleStack('s', {
    stacks: fake.cloud.stacks,
    now: () => fake.nowMs,
    say: (line) => lines.push(line),
  });
};

test.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE', 'UPDATE_FAILED'])(
  'a stack that is %s stays as it is',
  async (status) => {
    expect(await settle(status)).toMatchObject({ status });
    expect([fake.calls, lines]).toEqual([[], []]);
  },
);

test('a stack whose update was rolled back stays, and the reason is told', async () => {
  await settle('UPDATE_ROLLBACK_COMPLETE');
  expect(lines).toEqual(['the last update of the stack s was rolled back: Topic: not allowed here']);
});

test.each(['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'REVIEW_IN_PROGRESS'])(
  'a stack that is %s is deleted',
  async (status) => {
    expect(await settle(status)).toBeUndefined();
    expect(fake.calls).toEqual(['delete s']);
  },
);

test('a stack that cannot be deleted ends the deployment with the reason', async () => {
  fake.refused.add('delete s');
  await expect(settle('ROLLBACK_FAILED')).rejects.toThrow('Topic: not allowed here');
});

test('a stack that was in review a minute ago is left to whoever creates it', async () => {
  fake.nowMs = 59_999;
  await expect(settle('REVIEW_IN_PROGRESS')).rejects.toThrow('Deploy again in a minute.');
  expect(fake.calls).toEqual([]);
});

test('a rollback that failed is continued', async () => {
  expect(await settle('UPDATE_ROLLBACK_FAILED')).toBeDefined();
  expect(fake.calls).toEqual(['continue rollback of s']);
});

test.each([
  ['UPDATE_IN_PROGRESS', 'another deployment is at work'],
  ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'another deployment is at work'],
  ['DELETE_FAILED', 'End it with npm run remove'],
  ['IMPORT_ROLLBACK_FAILED', 'A stack that cannot be updated'],
])('a stack that is %s is refused with what to do', async (status, sentence) => {
  await expect(settle(status)).rejects.toThrow(sentence);
  expect(fake.calls).toEqual([]);
});
