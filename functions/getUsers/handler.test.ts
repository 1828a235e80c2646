// GET /users in process, without a database and a network.
import { describe, expect, test } from '@jest/globals';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { httpEvent } from '#tests/support/events.ts';
import { createInMemoryUsers } from '#tests/support/inMemoryUsers.ts';
import { people } from '#tests/support/people.ts';
import { getUsers } from './handler.ts';
import { getUsersSchema } from './schema.ts';

const services = { users: createInMemoryUsers(people) };
const invoke = createInvoke(getUsersSchema, getUsers, () => services);
const get = (query = '', method = 'GET') => invoke(httpEvent('/users', query, method));
const nextOf = (link: string | undefined) => /^<\?([^>]+)>; rel="next"$/.exec(link ?? '')?.[1];

describe('over HTTP', () => {
  test('returns everybody in insertion order, without a link', async () => {
    const { answer, body } = await get();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.headers).not.toHaveProperty('link');
    expect(body).toEqual(people);
  });

  test('returns [] for an empty directory', async () => {
    const empty = { users: createInMemoryUsers([]) };
    expect((await createInvoke(getUsersSchema, getUsers, () => empty)(httpEvent('/users'))).answer.body).toBe(
      '[]',
    );
  });

  test('links page to page until everybody was returned once', async () => {
    const seen = [];
    let pages = 0;
    for (let query: string | undefined = 'limit=2'; query; pages += 1) {
      const { answer, body } = await get(query);
      seen.push(...body);
      query = nextOf(answer.headers.link);
    }
    expect(seen).toEqual(people);
    expect(pages).toBe(3);
  });

  test('keeps the limit in the link, and gives no link when a page ends with the last user', async () => {
    expect((await get('limit=2')).answer.headers.link).toMatch(/^<\?limit=2&after=[\w-]+>; rel="next"$/);
    expect((await get('limit=5')).answer.headers.link).toBeUndefined();
    expect((await get('limit=1000')).body).toEqual(people);
  });

  test('answers HEAD with the link and without the body', async () => {
    const { answer } = await get('limit=2', 'HEAD');
    expect(answer.body).toBe('');
    expect(answer.headers.link).toBeDefined();
  });

  test.each([
    ['limit=0', 'limit', 'must be a whole number from 1 to 1000'],
    ['limit=1001', 'limit', 'must be a whole number from 1 to 1000'],
    ['limit=-1', 'limit', 'must be a whole number from 1 to 1000'],
    ['limit=1.5', 'limit', 'must be a whole number from 1 to 1000'],
    ['limit=ten', 'limit', 'must be a whole number from 1 to 1000'],
    ['limit=', 'limit', 'must be a whole number from 1 to 1000'],
    ['limit=1&limit=2', 'limit', 'must be given once'],
    ['after=', 'after', 'must be a cursor from the Link header of an earlier page'],
    ['after=MTow', 'after', 'must be a cursor from the Link header of an earlier page'],
    ['after=x&after=y', 'after', 'must be given once'],
  ])('returns 400 that names the parameter and the rule for ?%s', async (query, parameter, rule) => {
    const { answer, body } = await get(query);
    expect(answer.statusCode).toBe(400);
    expect(body.errors).toEqual([{ parameter, detail: rule }]);
  });

  test('reports every wrong parameter at once', async () => {
    const { body } = await get('limit=0&after=x');
    expect(body.errors).toHaveLength(2);
  });

  test('ignores parameters it does not know', async () => {
    expect((await get('x=1')).body).toEqual(people);
  });
});

test('invoked directly, returns the bare array', async () => {
  expect((await invoke({})).answer).toEqual(people);
  expect((await invoke({ limit: 2 })).answer).toEqual(people.slice(0, 2));
  expect((await invoke('')).answer).toEqual(people);
  await expect(invoke({ limit: 1.5 })).rejects.toMatchObject({ name: 'InvalidRequest' });
});
