// The contract of every PeopleRepository, the in-memory one and the real one.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RowDataPacket } from 'mysql2';
import type { Database } from '#layers/aws/dataApi/database.ts';
import type { PeopleRepository } from '#layers/people/peopleRepository.ts';
import type { PersonChange } from '#layers/people/personChange.ts';
import { maxRank, toRevision } from '#layers/people/revision.ts';
import { normalizeEmail, type User } from '#layers/people/user.ts';
import { createUsersRepository } from '#layers/people/usersRepository.ts';
import { createInMemoryDirectory, type InMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { people as simpsons } from '#tests/support/people.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import {
  addPeople,
  createTestErased,
  createTestErasures,
  createTestPeople,
  emptyDirectory,
  insertRows,
} from '#tests/support/testDirectory.ts';

const revision = (rank: number, deleted = false, id = '1') =>
  toRevision({ rank, deleted, source: 'test', id });
const upsert = (sent: string, phoneNumber: string, rank: number, id = '1'): PersonChange => ({
  email: normalizeEmail(sent),
  spelling: sent,
  phoneNumber,
  revision: revision(rank, false, id),
});
const remove = (sent: string, rank: number, id = '1'): PersonChange => ({
  email: normalizeEmail(sent),
  spelling: sent,
  phoneNumber: null,
  revision: revision(rank, true, id),
});

const listAll = async ({ users }: InMemoryDirectory): Promise<User[]> =>
  (await users.getUsers({ limit: 1_000 }, soon())).users;
const phoneOf = async ({ users }: InMemoryDirectory, email: string) =>
  (await users.findByEmail(email, soon()))?.phoneNumber;
const apply = ({ people }: { people: PeopleRepository }, ...changes: PersonChange[]) =>
  people.apply(changes, soon());

/** `users` were there before any event. */
type MakeDirectory = (users: readonly User[]) => Promise<InMemoryDirectory>;

const keepsPeopleContract = (make: MakeDirectory): void => {
  test('lets people in, in order of arrival', async () => {
    const directory = await make([]);
    const outcomes = await apply(
      directory,
      upsert('b@x', '1', 1),
      upsert('a@x', '2', 1),
      upsert('c@x', '3', 1),
    );
    expect(outcomes).toEqual(['applied', 'applied', 'applied']);
    expect((await listAll(directory)).map(({ email }) => email)).toEqual(['b@x', 'a@x', 'c@x']);
  });

  test('keeps the newest state, whatever arrives first, together or apart', async () => {
    const directory = await make([]);
    expect(
      await apply(directory, upsert('a@x', '2', 2), upsert('a@x', '3', 3), upsert('a@x', '1', 1)),
    ).toEqual(['stale', 'applied', 'stale']);
    expect(await apply(directory, upsert('a@x', '2', 2))).toEqual(['stale']);
    expect(await listAll(directory)).toEqual([{ email: 'a@x', phoneNumber: '3' }]);
  });

  test('takes the same change once, however often it comes', async () => {
    const directory = await make([]);
    expect(await apply(directory, upsert('a@x', '1', 1), upsert('a@x', '1', 1))).toEqual([
      'applied',
      'stale',
    ]);
    expect(await apply(directory, upsert('a@x', '1', 1))).toEqual(['repeated']);
  });

  test('previews what would become of changes, and changes nothing', async () => {
    const directory = await make([]);
    await apply(directory, upsert('a@x', '1', 1), upsert('b@x', '2', 2));
    const changes = [upsert('a@x', '1', 1), upsert('b@x', '1', 1), upsert('c@x', '3', 3)];
    expect(await directory.people.preview(changes, soon())).toEqual(['repeated', 'stale', 'applied']);
    expect(await phoneOf(directory, 'c@x')).toBeUndefined();
    expect(await apply(directory, ...changes)).toEqual(['repeated', 'stale', 'applied']);
  });

  test('knows a person by every letter case, and shows the newest', async () => {
    const directory = await make(simpsons);
    await apply(directory, upsert('HOMER@thesimpsons.com', '1', 1));
    expect(await phoneOf(directory, 'homer@TheSimpsons.com')).toBe('1');
    expect((await listAll(directory))[0]).toEqual({ email: 'HOMER@thesimpsons.com', phoneNumber: '1' });
  });

  test('deletes, and lets nothing older bring the person back but something newer', async () => {
    const directory = await make(simpsons);
    expect(await apply(directory, remove('homer@thesimpsons.com', 5))).toEqual(['applied']);
    expect(await apply(directory, upsert('homer@thesimpsons.com', '4', 4))).toEqual(['stale']);
    expect(await phoneOf(directory, 'homer@thesimpsons.com')).toBeUndefined();
    expect(await listAll(directory)).toEqual(simpsons.slice(1));
    expect(await apply(directory, upsert('homer@thesimpsons.com', '6', 6))).toEqual(['applied']);
    expect(await phoneOf(directory, 'homer@thesimpsons.com')).toBe('6');
  });

  test('remembers the deletion of somebody it has not met yet', async () => {
    const directory = await make([]);
    await apply(directory, remove('a@x', 2));
    expect(await apply(directory, upsert('a@x', '1', 1))).toEqual(['stale']);
    expect(await listAll(directory)).toEqual([]);
  });

  test('lets a deletion win among equals, and otherwise source and id decide', async () => {
    const directory = await make([]);
    const [lower, higher] = ['1', '2'].toSorted((a, b) =>
      revision(1, false, a) < revision(1, false, b) ? -1 : 1,
    );
    await apply(directory, upsert('a@x', 'higher', 1, higher), upsert('a@x', 'lower', 1, lower));
    await apply(directory, upsert('b@x', 'lower', 1, lower), upsert('b@x', 'higher', 1, higher));
    expect([await phoneOf(directory, 'a@x'), await phoneOf(directory, 'b@x')]).toEqual(['higher', 'higher']);
    await apply(directory, remove('a@x', 1, lower), upsert('a@x', 'again', 1, higher));
    expect(await phoneOf(directory, 'a@x')).toBeUndefined();
  });

  test('takes people who were there before for older than any event', async () => {
    const directory = await make(simpsons);
    expect(await apply(directory, upsert('homer@thesimpsons.com', '0', 0))).toEqual(['applied']);
    expect(await apply(directory, remove('marge@thesimpsons.com', 0))).toEqual(['applied']);
    await addPeople(directory.people, [{ email: 'new@x', phoneNumber: '1' }], soon());
    expect((await listAll(directory)).map(({ email }) => email)).toEqual([
      'homer@thesimpsons.com',
      'maggie@thesimpsons.com',
      'lisa@thesimpsons.com',
      'bart@thesimpsons.com',
      'new@x',
    ]);
  });

  test.each([
    ['ali@x', 'alİ@x'],
    ['ΟΔΟΣ@x', 'οδοσ@x'],
    ['STRASSE@x', 'strasse@x'],
    ['É@x', 'e\u0301@x'],
  ])('takes %s and %s for one person, whom a deletion reaches by either', async (first, second) => {
    for (const [stored, deleted] of [
      [first, second],
      [second, first],
    ] as const) {
      const directory = await make([]);
      await apply(directory, upsert(stored, '1', 1));
      expect(await phoneOf(directory, deleted)).toBe('1');
      expect(await apply(directory, remove(deleted, 2))).toEqual(['applied']);
      expect(await phoneOf(directory, stored)).toBeUndefined();
      expect(await listAll(directory)).toEqual([]);
    }
  });

  describe('an address that an adopted table holds in another form', () => {
    const odd = [
      { email: 'jose\u0301@x', phoneNumber: '1' },
      { email: '\tmoe@x', phoneNumber: '2' },
      { email: 'apu', phoneNumber: '3' },
    ];

    test.each(odd)('is found, and deleted, by the address shown: $phoneNumber', async (user) => {
      const directory = await make(odd);
      expect(await phoneOf(directory, user.email)).toBe(user.phoneNumber);
      await apply(directory, remove(user.email, 1));
      expect(await listAll(directory)).toEqual(odd.filter((other) => other !== user));
    });

    test('becomes normal with the next event', async () => {
      const directory = await make(odd.slice(0, 2));
      await apply(directory, upsert('jose\u0301@x', '4', 1));
      await apply(directory, upsert('\tmoe@x', '5', 1));
      expect(await listAll(directory)).toEqual([
        { email: 'jos\u00e9@x', phoneNumber: '4' },
        { email: 'moe@x', phoneNumber: '5' },
      ]);
      expect(await phoneOf(directory, 'jose\u0301@x')).toBe('4');
    });

    test('stays deleted when an older event uses either spelling', async () => {
      const directory = await make(odd);
      await apply(directory, remove('jose\u0301@x', 5));
      const older = [upsert('jose\u0301@x', '4', 4), upsert('jos\u00e9@x', '3', 3)];
      expect(await apply(directory, ...older)).toEqual(['stale', 'stale']);
      expect(await phoneOf(directory, 'jose\u0301@x')).toBeUndefined();
    });
  });

  test('explains who is present, deleted or unknown', async () => {
    const directory = await make(simpsons);
    await apply(directory, remove('homer@thesimpsons.com', 7), upsert('marge@thesimpsons.com', '1', 3));
    const explain = (email: string) => directory.people.explain(email, soon());
    expect(await explain('Homer@TheSimpsons.com')).toMatchObject({
      state: 'deleted',
      revision: revision(7, true),
    });
    expect(await explain('marge@thesimpsons.com')).toMatchObject({ state: 'present', revision: revision(3) });
    expect(await explain('lisa@thesimpsons.com\n')).toMatchObject({ state: 'present', revision: '' });
    expect(await explain('mr.burns@thesimpsons.com')).toMatchObject({ state: 'unknown' });
  });

  describe('an erasure', () => {
    const homer = 'homer@thesimpsons.com';

    test('removes a person whom no change brings back, and nobody else', async () => {
      const directory = await make(simpsons);
      expect(await directory.erasures.erase('Homer@TheSimpsons.com', soon())).toBe(1);
      const highest = toRevision({ rank: maxRank, deleted: false, source: 'test', id: '1' });
      const changes = [
        upsert(homer, '1', 0),
        { ...upsert(homer, '2', 1), revision: highest },
        remove(homer, 7),
      ];
      expect(await apply(directory, ...changes)).toEqual(['stale', 'stale', 'stale']);
      expect(await phoneOf(directory, homer)).toBeUndefined();
      expect(await listAll(directory)).toEqual(simpsons.slice(1));
      expect(await directory.people.explain(homer, soon())).toMatchObject({ state: 'erased' });
    });

    test('of an address between spaces is one of one person', async () => {
      const directory = await make(simpsons);
      expect(await directory.erasures.find(` ${homer} `, soon())).toHaveLength(1);
      expect(await directory.erasures.erase(` ${homer} `, soon())).toBe(1);
      expect(await phoneOf(directory, homer)).toBeUndefined();
    });

    test('of somebody unknown is one, too', async () => {
      const directory = await make([]);
      expect(await directory.erasures.erase('a@x', soon())).toBe(0);
      expect(await apply(directory, upsert('a@x', '1', 1))).toEqual(['stale']);
    });

    test('is the same when it is repeated, by address or by subject', async () => {
      const directory = await make(simpsons);
      const [person] = await directory.erasures.find(homer, soon());
      const subject = person?.subject as string;
      await directory.erasures.eraseSubjects([subject], soon());
      const known = await directory.people.explain(homer, soon());
      expect(await directory.erasures.erase(homer, soon())).toBe(0);
      await directory.erasures.eraseSubjects([subject, subject], soon());
      expect(await directory.people.explain(homer, soon())).toEqual(known);
      await directory.erasures.eraseSubjects([], soon());
    });

    test.each([1_000, 1_001, 2_001])('reaches all of %i subjects', async (count) => {
      const directory = await make([]);
      const emailAt = (index: number) => `user${index}@x`;
      const subjects: string[] = [];
      for (const index of [0, 998, 999, 1_000, 1_001, count - 1]) {
        const [person] = await directory.erasures.find(emailAt(index), soon());
        subjects[index] = person?.subject as string;
      }
      const all = Array.from(
        { length: count },
        (_, index) => subjects[index] ?? `s${String(index).padStart(42, '0')}`,
      );
      await directory.erasures.eraseSubjects(all, soon());
      for (const index of Object.keys(subjects)
        .map(Number)
        .filter((at) => at < count)) {
        const { state } = await directory.people.explain(emailAt(index), soon());
        expect([index, state]).toEqual([index, 'erased']);
      }
    });

    test('reaches whom an adopted table has in another form', async () => {
      const directory = await make([{ email: 'jose\u0301@x', phoneNumber: '1' }]);
      expect(await directory.erasures.erase('jose\u0301@x', soon())).toBe(1);
      expect(await apply(directory, upsert('jose\u0301@x', '2', 2), upsert('jos\u00e9@x', '3', 3))).toEqual([
        'stale',
        'stale',
      ]);
      expect(await listAll(directory)).toEqual([]);
    });

    test('ends when it is lifted: then the newest change counts', async () => {
      const directory = await make(simpsons);
      await directory.erasures.erase(homer, soon());
      expect(await directory.erasures.allowAgain(homer, soon())).toBe(true);
      expect(await directory.erasures.allowAgain(homer, soon())).toBe(false);
      expect(await phoneOf(directory, homer)).toBeUndefined();
      await apply(directory, upsert(homer, '1', 1));
      expect(await phoneOf(directory, homer)).toBe('1');
    });

    test('that is not there is not lifted, and a deletion is none', async () => {
      const directory = await make(simpsons);
      await apply(directory, remove(homer, 5));
      expect(await directory.erasures.allowAgain(homer, soon())).toBe(false);
      expect(await apply(directory, upsert(homer, '4', 4))).toEqual(['stale']);
    });
  });

  test('applies any number of changes, and none', async () => {
    const directory = await make([]);
    expect(await apply(directory)).toEqual([]);
    const many = Array.from({ length: 2_500 }, (_, index) => upsert(`user${index}@x`, String(index), 1));
    expect(new Set(await apply(directory, ...many))).toEqual(new Set(['applied']));
    expect(await phoneOf(directory, 'user2499@x')).toBe('2499');
  });
};

describe('in memory', () => {
  keepsPeopleContract(async (users) => createInMemoryDirectory(users));
});

describe('on the Data API', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startMigratedTestCloud();
  });
  afterAll(() => cloud.stop());

  keepsPeopleContract(async (users) => {
    await emptyDirectory(cloud.connection);
    const people = createTestPeople(cloud.database);
    await addPeople(people, users, soon());
    return {
      users: createUsersRepository(cloud.database),
      people,
      erasures: createTestErasures(cloud.database),
      erased: createTestErased(cloud.database),
    };
  });

  test.each([
    ['as it was sent', 'jose\u0301@x'],
    ['in the form in which addresses get in', 'jos\u00e9@x'],
  ])('an erasure removes a row that was added by hand %s', async (_form, email) => {
    await emptyDirectory(cloud.connection);
    await insertRows(cloud.connection, [
      { email, phoneNumber: '1' },
      { email: 'jose@x', phoneNumber: '2' },
    ]);
    const erasures = createTestErasures(cloud.database);
    expect(await erasures.countRows('jose\u0301@x', soon())).toBe(1);
    await erasures.erase('jose\u0301@x', soon());
    const [rows] = await cloud.connection.query('SELECT email FROM people WHERE email IS NOT NULL');
    expect(rows).toEqual([{ email: 'jose@x' }]);
  });

  describe('in a race, after it looked the person up,', () => {
    const longAgo = '2020-01-01 00:00:00.000000';
    const rowOf = async () => {
      const [rows] = await cloud.connection.query<RowDataPacket[]>(
        'SELECT email, phone_number AS phone, CAST(applied_at AS CHAR) AS appliedAt FROM people',
      );
      return rows;
    };
    /** Applies a change of version 3 to a person of version 2 whom another call has changed meanwhile, long ago. */
    const applyLate = async (
      change: PersonChange,
      meanwhile: (people: PeopleRepository) => Promise<unknown>,
    ) => {
      await emptyDirectory(cloud.connection);
      const people = createTestPeople(cloud.database);
      await apply({ people }, upsert('a@x', '2', 2));
      const execute: Database['execute'] = async (...given) => {
        await meanwhile(people);
        await cloud.connection.query('UPDATE people SET applied_at = ?', [longAgo]);
        return cloud.database.execute(...given);
      };
      expect(await apply({ people: createTestPeople({ ...cloud.database, execute }) }, change)).toEqual([
        'applied',
      ]);
    };

    test.each([
      ['a newer number', (people: PeopleRepository) => apply({ people }, upsert('a@x', '4', 4)), 'a@x', '4'],
      ['the same change', (people: PeopleRepository) => apply({ people }, upsert('a@x', '3', 3)), 'a@x', '3'],
      ['a newer deletion', (people: PeopleRepository) => apply({ people }, remove('a@x', 4)), null, null],
      ['an erasure', () => createTestErasures(cloud.database).erase('a@x', soon()), null, null],
    ] as const)('a change leaves %s as it is, and its age', async (_case, meanwhile, email, phone) => {
      await applyLate(upsert('a@x', '3', 3), meanwhile);
      expect(await rowOf()).toEqual([{ email, phone, appliedAt: longAgo }]);
    });

    test('a newer change wins, and is as old as itself', async () => {
      await applyLate(remove('a@x', 5), (people) => apply({ people }, upsert('a@x', '4', 4)));
      const [row] = await rowOf();
      expect(row).toMatchObject({ email: null, phone: null });
      expect(row?.appliedAt > longAgo).toBe(true);
    });
  });
});
