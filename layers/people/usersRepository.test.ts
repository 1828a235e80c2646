// The repository over a scripted database: its statements, and its results from the rows.
import { describe, expect, test } from '@jest/globals';
import type { ResultRow, SqlParameters } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { createScriptedDatabase } from '#tests/support/scriptedDatabase.ts';
import { createUsersRepository } from './usersRepository.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const homer = { email: 'homer@x.co', phoneNumber: '1' };

const scripted = (answer: (parameters: SqlParameters) => ResultRow[]) => {
  const database = createScriptedDatabase(answer);
  return { users: createUsersRepository(database), asked: database.asked };
};

const rowsFrom = ({ after, limit }: SqlParameters, count: number): ResultRow[] =>
  Array.from({ length: Math.min(Number(limit), count - Number(after)) }, (_, index) => {
    const id = Number(after) + index + 1;
    return { id: String(id), email: `user${id}@x.co`, phoneNumber: `+${id}` };
  });

/** Fails as the Data API does when a result exceeds 1 MiB; a runaway repository meets another error. */
const tooLargeAbove = (maxRows: number, rowCount: number) => {
  let calls = 0;
  return scripted((parameters) => {
    calls += 1;
    if (calls > 100) throw new Error('the repository asks without end');
    if (Number(parameters.limit) > maxRows) throw new DatabaseError('resultTooLarge', 'BadRequestException');
    return rowsFrom(parameters, rowCount);
  });
};

describe('getUsers', () => {
  test('reads by key, in the order of the key, and no more rows than it needs', async () => {
    const { users, asked } = scripted(() => []);
    await users.getUsers({ limit: 4, after: 7n }, call);
    expect(asked[0]?.sql).toMatch(/WHERE user_id > :after\s+ORDER BY user_id\s+LIMIT :limit$/);
    expect(asked[0]?.parameters).toEqual({ after: 7n, limit: 5 });
  });

  test('asks for one user more than the limit, to know whether a next page exists', async () => {
    const { users, asked } = scripted((parameters) => rowsFrom(parameters, 10));
    const page = await users.getUsers({ limit: 4 }, call);
    expect(asked.map(({ parameters }) => parameters)).toEqual([{ after: 0n, limit: 5 }]);
    expect(page.users).toHaveLength(4);
    expect(page.next).toBe(4n);
    expect((await users.getUsers({ limit: 6, after: 4n }, call)).next).toBeUndefined();
  });

  test('halves the page until the result fits the Data API, and still reaches every user', async () => {
    const { users, asked } = tooLargeAbove(4, 7);
    const seen: string[] = [];
    let after: bigint | undefined;
    do {
      const page = await users.getUsers({ limit: 1_000, after }, call);
      seen.push(...page.users.map(({ email }) => email));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(rowsFrom({ after: 0, limit: 7 }, 7).map(({ email }) => email));
    expect(asked.slice(0, 3).map(({ parameters }) => parameters.limit)).toEqual([1001, 501, 251]);
  });

  test('gives up when a page of one user is too large', async () => {
    const { users, asked } = tooLargeAbove(0, 7);
    await expect(users.getUsers({ limit: 11, after: 3n }, call)).rejects.toMatchObject({
      kind: 'resultTooLarge',
    });
    expect(asked.map(({ parameters }) => parameters)).toEqual(
      [12, 6, 3, 2].map((limit) => ({ after: 3n, limit })),
    );
  });

  test.each([
    ['another DatabaseError', new DatabaseError('transient', 'X')],
    ['an error that only resembles it', Object.assign(new Error('X'), { kind: 'resultTooLarge' })],
  ])('passes %s on at once', async (_case, error) => {
    const { users, asked } = scripted(() => {
      throw error;
    });
    await expect(users.getUsers({ limit: 10 }, call)).rejects.toBe(error);
    expect(asked).toHaveLength(1);
  });

  test('keeps ids exact beyond 2^53', async () => {
    const { users } = scripted(() => [
      { ...homer, id: '9007199254740993' },
      { ...homer, id: '9007199254740994' },
    ]);
    expect((await users.getUsers({ limit: 1 }, call)).next).toBe(9007199254740993n);
  });

  test('refuses an id that may have been rounded', async () => {
    const { users } = scripted(() => [
      { ...homer, id: 1 },
      { ...homer, id: 2 },
    ]);
    await expect(users.getUsers({ limit: 1 }, call)).rejects.toThrow('lacks its id');
  });
});

describe('findByEmail', () => {
  test('compares the key, folded as the column is', async () => {
    const { users, asked } = scripted(() => [homer]);
    expect(await users.findByEmail('Homer@x.co', call)).toEqual(homer);
    expect(asked[0]?.sql).toMatch(/WHERE email_key = LOWER\(TRIM\(CONVERT\(:email /);
    expect(asked[0]?.parameters).toEqual({ email: 'Homer@x.co' });
  });

  test('finds nobody when there is no row', async () => {
    expect(await scripted(() => []).users.findByEmail('a@b', call)).toBeUndefined();
  });

  test.each([
    { email: 'a@b' },
    { phoneNumber: '1' },
    { email: null, phoneNumber: '1' },
    { email: 'a@b', phoneNumber: 1 },
  ])('refuses the row %j', async (row) => {
    const { users } = scripted(() => [row]);
    await expect(users.findByEmail('a@b', call)).rejects.toThrow('lacks an e-mail address or a phone number');
  });

  test('answers with neither of two users who have one address', async () => {
    const { users } = scripted(() => [homer, { ...homer, phoneNumber: '2' }]);
    await expect(users.findByEmail('homer@x.co', call)).rejects.toThrow('have one e-mail key');
  });
});
