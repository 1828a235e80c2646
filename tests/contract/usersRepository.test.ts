// The promises of every UsersRepository: in memory, and on a real database.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { User } from '#layers/people/user.ts';
import { createUsersRepository, type UsersRepository } from '#layers/people/usersRepository.ts';
import { createHandlers } from '#tests/support/createHandlers.ts';
import { httpEvent, lambdaContext } from '#tests/support/events.ts';
import { createInMemoryUsers } from '#tests/support/inMemoryUsers.ts';
import { people } from '#tests/support/people.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { emptyDirectory, insertRows } from '#tests/support/testDirectory.ts';

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

  test.each([
    ['a tab', 'a@b\t', 'a@b'],
    ['a no-break space', '\u00a0a@b', 'a@b'],
    ['ẞ, which is not folded', 'straße@b', 'STRAẞE@b'],
    ['a letter of the astral planes, which is not folded', '\u{10428}@b', '\u{10400}@b'],
    ['ı, which no capital letter folds to', 'ı@b', 'I@b'],
    ['ς, which no capital letter folds to', 'ας@b', 'ΑΣ@b'],
  ])('finds nobody by an address that differs in %s', async (_case, email, other) => {
    const users = await make([{ email, phoneNumber: '1' }]);
    expect(await users.findByEmail(email, soon())).toBeDefined();
    expect(await users.findByEmail(other, soon())).toBeUndefined();
  });

  test.each([
    ['ΑΣ@b', 'ασ@b'],
    ['İ@b', 'i@b'],
    ['\u212a@b', 'k@b'],
    ['Ａ@b', 'ａ@b'],
    ['ЖЁ@b', 'жё@b'],
  ])('finds %s by %s', async (email, other) => {
    const user = { email, phoneNumber: '1' };
    expect(await (await make([user])).findByEmail(other, soon())).toEqual(user);
  });

  test.each([
    ['an accent of two characters', 'jose\u0301@example.com'],
    ['a tab before it', '\tjose@example.com'],
    ['a control character', 'jo\u0000se@example.com'],
    ['no @', 'jose'],
    ['a dotted capital I', 'JOSİ@example.com'],
  ])('finds an address with %s as it is shown', async (_case, email) => {
    const user = { email, phoneNumber: '1' };
    const users = await make([...people, user]);
    expect(await users.findByEmail(email, soon())).toEqual(user);
  });

  test('finds a normalized address by any spelling, and prefers the spelling that was sent', async () => {
    const normalized = { email: 'jos\u00e9@example.com', phoneNumber: '1' };
    const decomposed = { email: 'jose\u0301@example.com', phoneNumber: '2' };
    const users = await make([normalized]);
    expect(await users.findByEmail('\tJOSE\u0301@example.com\n', soon())).toEqual(normalized);
    const both = await make([normalized, decomposed]);
    expect(await both.findByEmail('jose\u0301@example.com', soon())).toEqual(decomposed);
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

/** Made of what folding, trimming and normalizing change, beside any other character that a row can hold. */
const oddEmail = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'e',
        '\u0301',
        '\u212b',
        '\u0958',
        '\t',
        ' ',
        '\u00a0',
        '\u2000',
        '@',
        'İ',
        'Σ',
        'ς',
        '\u0000',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }).filter((text) => text.isWellFormed()),
    ),
    { minLength: 1, maxLength: 80 },
  )
  .map((parts) => parts.join(''))
  .filter((email) => /[^ ]/.test(email));

describe('on the Data API', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startMigratedTestCloud();
  });
  afterAll(() => cloud.stop());

  const make: Make = async (users) => {
    await emptyDirectory(cloud.connection);
    if (users.length > 0) await insertRows(cloud.connection, users);
    return createUsersRepository(cloud.database);
  };

  usersRepositoryContract(make);

  test('finds and misses the same odd addresses as in memory', async () => {
    const groups = ['aAá', 'σςΣ', 'iIİı', 'k\u212aK', 'ßẞs', ' \t\u00a0', '\u{10400}\u{10428}', '@'];
    const spellings = fc
      .array(fc.constantFrom(...groups), { minLength: 1, maxLength: 6 })
      .map((word) =>
        fc.tuple(...word.map((group) => fc.constantFrom(...group))).map((letters) => letters.join('')),
      )
      .chain((spelling) => fc.tuple(spelling, spelling));
    await fc.assert(
      fc.asyncProperty(spellings, async ([email, other]) => {
        const user = { email, phoneNumber: '1' };
        const expected = await createInMemoryUsers([user]).findByEmail(other, soon());
        expect(await (await make([user])).findByEmail(other, soon())).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('everyone who is listed is found over HTTP by the address shown', async () => {
    await emptyDirectory(cloud.connection);
    const emails = [...new Set(fc.sample(oddEmail, { numRuns: 400, seed: 2026 }))];
    await cloud.connection.query('INSERT IGNORE INTO people (email, phone_number) VALUES ?', [
      emails.map((email, index) => [email, String(index)]),
    ]);
    const { users } = await createUsersRepository(cloud.database).getUsers({ limit: 1_000 }, soon());
    expect(users.length).toBeGreaterThan(300);
    const { '/search': search } = createHandlers(cloud.database);
    for (const user of users) {
      const event = httpEvent('/search', `email=${encodeURIComponent(user.email)}`);
      expect(await search(event, lambdaContext())).toMatchObject({
        statusCode: 200,
        body: JSON.stringify(user),
      });
    }
  });
});
