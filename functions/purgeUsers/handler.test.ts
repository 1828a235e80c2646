// purgeUsers in process.
import { expect, test } from '@jest/globals';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { purgeUsers } from './handler.ts';
import { purgeUsersSchema } from './schema.ts';

const purged = { tombstones: 7, importJobs: 2, isComplete: true };
const invoke = createInvoke(purgeUsersSchema, purgeUsers, () => ({
  purger: { purge: async () => purged },
}));

test('returns what it deleted, and logs the counts', async () => {
  const { answer, lines } = await invoke({});
  expect(answer).toEqual(purged);
  expect(lines).toMatchObject([{ counts: { tombstones: 7, importJobs: 2 } }]);
});

test('refuses what is no object', async () => {
  await expect(invoke(7)).rejects.toMatchObject({
    name: 'InvalidRequest',
    message: 'request must be an object.',
  });
});
