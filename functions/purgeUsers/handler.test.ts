// purgeUsers in process.
import { beforeEach, expect, test } from '@jest/globals';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { purgeUsers } from './handler.ts';
import { purgeUsersSchema } from './schema.ts';

const purged = { tombstones: 7, importJobs: 2, isComplete: true };
let purges: number;
beforeEach(() => {
  purges = 0;
});
const invoke = createInvoke(purgeUsersSchema, purgeUsers, () => ({
  purger: {
    purge: async () => {
      purges += 1;
      return purged;
    },
  },
}));

test.each([[''], [null], [undefined]])('purges when it is invoked with %j', async (event) => {
  expect((await invoke(event)).answer).toEqual(purged);
});

test('returns what it deleted, and logs the counts', async () => {
  const { answer, lines } = await invoke({});
  expect(answer).toEqual(purged);
  expect(lines).toMatchObject([{ counts: { tombstones: 7, importJobs: 2 } }]);
});

test.each([
  [7, 'request must be an object.'],
  [0, 'request must be an object.'],
  [false, 'request must be an object.'],
  ['text', 'request must be an object.'],
  [[], 'request must be an object.'],
  [{ dryRun: true }, 'dryRun is unknown: a request has no members.'],
])('refuses %j, and purges nothing', async (event, message) => {
  await expect(invoke(event)).rejects.toMatchObject({ name: 'InvalidRequest', message });
  expect(purges).toBe(0);
});
