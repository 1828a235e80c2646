// The client users-client against the API.
import { expect, test } from '@jest/globals';
import { type DirectoryUser, ProblemError, usersClient } from 'users-client';
import { people } from '#tests/support/people.ts';
import { useApi } from './useApi.ts';

const { api } = useApi();

const client = () => usersClient({ baseUrl: api().url, attempts: 1 });

test('finds somebody, and nobody', async () => {
  expect(await client().search(' HOMER@thesimpsons.com')).toEqual(people[0]);
  expect(await client().search('homer+tag@thesimpsons.com')).toBeUndefined();
});

test.each([1, 2, 1_000])('lists everybody in pages of %i', async (pageSize) => {
  const listed: DirectoryUser[] = [];
  for await (const user of client().users({ pageSize })) listed.push(user);
  expect(listed).toEqual(people);
});

test('throws the problem by its code', async () => {
  const failure = await client()
    .search('')
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ProblemError);
  expect(failure).toMatchObject({ code: 'invalid-request', status: 400, requestId: expect.any(String) });
});
