// GET /new-http-function in process, without a database and a network.
import { expect, test } from '@jest/globals';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { httpEvent } from '#tests/support/events.ts';
import { createInMemoryUsers } from '#tests/support/inMemoryUsers.ts';
import { people } from '#tests/support/people.ts';
import { newHttpFunction } from './handler.ts';
import { newHttpFunctionSchema } from './schema.ts';

const services = { users: createInMemoryUsers(people) };
const invoke = createInvoke(newHttpFunctionSchema, newHttpFunction, () => services);
const get = (query: string) => invoke(httpEvent('/new-http-function', query));

test.each([
  [true, 'homer@thesimpsons.com'],
  [false, 'mr.burns@thesimpsons.com'],
])('returns 200 and found: %s for %s', async (found, email) => {
  const { answer, body } = await get(`email=${email}`);
  expect(answer.statusCode).toBe(200);
  expect(body).toEqual({ found });
});

test.each([
  ['', 'is required'],
  ['email=%20', 'must not be empty'],
])('returns 400 that names the parameter and the rule for ?%s', async (query, detail) => {
  const { answer, body } = await get(query);
  expect(answer.statusCode).toBe(400);
  expect(body.errors).toEqual([{ parameter: 'email', detail }]);
});
