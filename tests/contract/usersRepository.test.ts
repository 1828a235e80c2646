// The promises of every UsersRepository: in memory, and on a real database.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { User } from '#layers/repository/user.ts';
import { createUsersRepository, type UsersRepository } from '#layers/repository/usersRepository.ts';
import { createInMemoryUsers } from '#tests/support/inMemoryUsers.ts';
import { people } from '#tests/support/people.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';

type Make = (users: readonly User[]) => Promise<UsersRepository>;

const usersRepositoryContract = (make: Make): void => {
  test('returns everybody in insertion order', async () => {
    const users = await make(people);
    expect(await users.getUsers({ limit: 1_000 }, soon())).toEqual({ users: people });
  });

  test('returns an empty page for an empty directory', async () => {
    const users = await make([]);
    expect(await users.getUsers({ limit: 1_000 }, soon())).toEqual({ users: [] });
  });

  test.each([1, 2, 3, 5])('returns everybody once in pages of %i', async (limit) => {
    const users = await make(people);
    const seen: User[] = [];
    let after: bigint | undefined;
    do {
      const page = await users.getUsers({ limit, after }, soon());
      expect(page.users.length).toBeLessThanOrEqual(limit);
      seen.push(...page.users);
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(people);
  });

  test('returns an empty page after the last user', async () => {
    const users = await make(people);
    expect(await users.getUsers({ limit: 10, after: 2n ** 62n }, soon())).toEqual({ users: [] });
  });

  test.each(['homer@thesimpsons.com', 'Homer@TheSimpsons.COM', '  homer@thesimpsons.com '])(
    'finds the user as stored by %j',
    async (email) => {
      const users = await make(people);
      expect(await users.findByEmail(email, soon())).toEqual(people[0]);
    },
  );

  test('finds nobody by an unknown address, a part of one, or a pattern', async () => {
    const users = await make(people);
    for (const email of [
      'mr.burns@thesimpsons.com',
      'homer@',
      '%@thesimpsons.com',
      "' OR '1'='1",
      '_'.repeat(21),
    ]) {
      expect(await users.findByEmail(email, soon())).toBeUndefined();
    }
  });

  test('tells accents apart, and folds the case of accented letters', async () => {
    const jose = { email: 'José@example.com', phoneNumber: '1' };
    const users = await make([jose, { email: 'straße@example.com', phoneNumber: '2' }]);
    expect(await users.findByEmail('jose@example.com', soon())).toBeUndefined();
    expect(await users.findByEmail('JOSÉ@example.com', soon())).toEqual(jose);
    expect(await users.findByEmail('strasse@example.com', soon())).toBeUndefined();
  });

  test('keeps every character of an address and a number', async () => {
    const odd = { email: `"a'b\\\\c:d 😀"@例え.jp`, phoneNumber: `+49 (0) 30 "x" \\ 'y' ☎` };
    const users = await make([odd]);
    expect(await users.findByEmail(odd.email, soon())).toEqual(odd);
    expect(await users.getUsers({ limit: 1 }, soon())).toEqual({ users: [odd] });
  });
};

describe('in memory', () => {
  usersRepositoryContract(async (users) => createInMemoryUsers(users));
});

describe('on the Data API', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startMigratedTestCloud();
  });
  afterAll(() => cloud.stop());

  usersRepositoryContract(async (users) => {
    await cloud.connection.query('TRUNCATE directory');
    for (const { email, phoneNumber } of users) {
      await cloud.connection.query('INSERT INTO directory (email, phone_number) VALUES (?, ?)', [
        email,
        phoneNumber,
      ]);
    }
    return createUsersRepository(cloud.database);
  });
});
