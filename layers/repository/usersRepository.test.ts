// The repository over a scripted database: its statements, and its results from the rows.
import { expect, test } from '@jest/globals';
import type { Database, ResultRow, SqlParameters } from '#layers/database/database.ts';
import { DatabaseError } from '#layers/database/databaseError.ts';
import { createUsersRepository } from './usersRepository.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };

const scripted = (answer: (parameters: SqlParameters) => ResultRow[]) => {
  const asked: SqlParameters[] = [];
  const database: Database = {
    query: async (_sql, parameters) => {
      asked.push(parameters);
      return answer(parameters);
    },
    execute: () => Promise.reject(new Error('the repository must not write')),
  };
  return { users: createUsersRepository(database), asked };
};

const rowsFrom = ({ after, limit }: SqlParameters, count: number): ResultRow[] =>
  Array.from({ length: Math.min(Number(limit), count - Number(after)) }, (_, index) => {
    const id = Number(after) + index + 1;
    return { id: String(id), email: `user${id}@x.co`, phoneNumber: `+${id}` };
  });

test('asks for one user more than the limit, to know whether a next page exists', async () => {
  const { users, asked } = scripted((parameters) => rowsFrom(parameters, 10));
  const page = await users.getUsers({ limit: 4 }, call);
  expect(asked).toEqual([{ after: 0n, limit: 5 }]);
  expect(page.users).toHaveLength(4);
  expect(page.next).toBe(4n);
  expect((await users.getUsers({ limit: 6, after: 4n }, call)).next).toBeUndefined();
});

test('halves the page until the result fits the Data API, and still reaches every user', async () => {
  const { users, asked } = scripted((parameters) => {
    if (Number(parameters.limit) > 4) throw new DatabaseError('resultTooLarge', 'DatabaseErrorException');
    return rowsFrom(parameters, 7);
  });
  const seen: string[] = [];
  let after: bigint | undefined;
  do {
    const page = await users.getUsers({ limit: 1_000, after }, call);
    seen.push(...page.users.map(({ email }) => email));
    after = page.next;
  } while (after !== undefined);
  expect(seen).toEqual(rowsFrom({ after: 0, limit: 7 }, 7).map(({ email }) => email));
  expect(asked.slice(0, 3).map(({ limit }) => limit)).toEqual([1001, 501, 251]);
});

test('keeps ids exact beyond 2^53', async () => {
  const id = '9007199254740993';
  const { users } = scripted(() => [
    { id, email: 'a@b', phoneNumber: '1' },
    { id: '9007199254740994', email: 'c@d', phoneNumber: '2' },
  ]);
  expect((await users.getUsers({ limit: 1 }, call)).next).toBe(9007199254740993n);
});

test('refuses rows of another shape rather than passing them on', async () => {
  const { users } = scripted(() => [{ email: 'a@b' }]);
  await expect(users.findByEmail('a@b', call)).rejects.toThrow();
});

test('answers with neither of two users who have one address', async () => {
  const { users } = scripted(({ email }) => [
    { email, phoneNumber: '1' },
    { email, phoneNumber: '2' },
  ]);
  await expect(users.findByEmail('a@b', call)).rejects.toThrow();
});

test('finds nobody when there is no row', async () => {
  expect(await scripted(() => []).users.findByEmail('a@b', call)).toBeUndefined();
});
