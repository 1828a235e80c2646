// newScheduleFunction in process, without a database and a network.
import { expect, test } from '@jest/globals';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { createInMemoryUsers } from '#tests/support/inMemoryUsers.ts';
import { people } from '#tests/support/people.ts';
import { newScheduleFunction } from './handler.ts';
import { newScheduleFunctionSchema } from './schema.ts';

const services = { users: createInMemoryUsers(people) };
const invoke = createInvoke(newScheduleFunctionSchema, newScheduleFunction, () => services);

test.each([
  [true, 'homer@thesimpsons.com'],
  [false, 'mr.burns@thesimpsons.com'],
])('returns found: %s for %s', async (found, email) => {
  expect((await invoke({ email })).answer).toEqual({ found });
});

test('refuses an empty request, so that it does nothing by accident', async () => {
  await expect(invoke({})).rejects.toMatchObject({ name: 'InvalidRequest', message: 'email is required.' });
});
