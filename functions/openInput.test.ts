// Whatever a caller sends: functions with a route keep their contract and log nothing of it.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHandler } from '#layers/entry/http/createHandler.ts';
import type { HttpResponse } from '#layers/entry/http/respond.ts';
import { httpEvent, lambdaContext } from '#tests/support/events.ts';
import { createInMemoryUsers } from '#tests/support/inMemoryUsers.ts';
import { people } from '#tests/support/people.ts';
import { getUsers } from './getUsers/handler.ts';
import { getUsersSchema } from './getUsers/schema.ts';
import { searchUser } from './searchUser/handler.ts';
import { searchUserSchema } from './searchUser/schema.ts';

const lines: string[] = [];
const options = { log: (line: object) => void lines.push(JSON.stringify(line)), now: () => 0 };
const getServices = () => ({ users: createInMemoryUsers(people) });
const handlers = {
  '/users': createHandler(getUsersSchema, getUsers, getServices, options),
  '/search': createHandler(searchUserSchema, searchUser, getServices, options),
};

const secret = 'Canary-5417@x';
const name = fc.constantFrom('email', 'limit', 'after', 'Email', 'email[]', '__proto__', '');
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(secret, '1', '1001', 'MToy', `${secret}\u0000`, 'homer@thesimpsons.com'),
);
const query = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.tuple(name, value), { maxLength: 4 }).map((pairs) => new URLSearchParams(pairs).toString()),
  fc
    .array(fc.tuple(name, value), { maxLength: 4 })
    .map((pairs) => pairs.map((pair) => pair.join('=')).join('&')),
);

test.each(Object.entries(handlers))('%s over HTTP', async (path, handler) => {
  await fc.assert(
    fc.asyncProperty(query, async (rawQueryString) => {
      lines.length = 0;
      const event = httpEvent(path, rawQueryString);
      const { statusCode, headers, body } = (await handler(event, lambdaContext())) as HttpResponse;
      expect([200, 400, 404]).toContain(statusCode);
      expect(headers['content-type']).toMatch(/^application\/(problem\+)?json$/);
      expect(typeof JSON.parse(body)).toBe('object');
      expect(body).not.toContain('Canary');
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/Canary|homer/);
    }),
  );
});

test.each(Object.entries(handlers))('%s invoked directly', async (_path, handler) => {
  const request = fc.oneof(
    fc.anything(),
    fc.record({ email: fc.oneof(value, fc.anything()) }),
    fc.record({ limit: fc.anything(), after: fc.oneof(value, fc.anything()) }),
  );
  await fc.assert(
    fc.asyncProperty(request, async (event) => {
      lines.length = 0;
      const failure = await handler(event, lambdaContext()).then(
        () => undefined,
        (error: Error) => error,
      );
      expect([undefined, 'InvalidRequest', 'UserNotFound']).toContain(failure?.name);
      expect(JSON.stringify([failure?.message, failure?.stack])).not.toContain('Canary');
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/Canary|homer/);
    }),
  );
});
