// GET /new-http-function, in process.
import { expect, test } from '@jest/globals';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { routeEvent } from '#tests/support/events.ts';
import { createInMemoryUsers } from '#tests/support/inMemoryUsers.ts';
import { people } from '#tests/support/people.ts';
import { newHttpFunction } from './handler.ts';
import { newHttpFunctionSchema } from './schema.ts';

const services = { users: createInMemoryUsers(people) };
const invoke = createInvoke(newHttpFunctionSchema, newHttpFunction, () => services);
const inPath = {};
const send = (members: object) => invoke(routeEvent('GET /new-http-function', { ...inPath, ...members }));

test.each([
  [true, 'homer@thesimpsons.com'],
  [false, 'mr.burns@thesimpsons.com'],
])('returns 200 and found: %s for %s', async (found, email) => {
  const { answer, body } = await send({ email });
  expect(answer.statusCode).toBe(200);
  expect(body).toEqual({ ...inPath, found });
});

test.each([
  [{}, 'is required'],
  [{ email: ' ' }, 'must not be empty'],
])('returns 400 that names the parameter and the rule for %j', async (members, detail) => {
  const { answer, body } = await send(members);
  expect(answer.statusCode).toBe(400);
  expect(body.errors).toEqual([{ parameter: 'email', detail }]);
});
