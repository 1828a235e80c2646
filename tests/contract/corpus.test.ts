// Events, files, searches and erasures agree on every address of the corpus.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PublicError } from '#layers/base/errors/publicError.ts';
import { normalizeEmail, type User } from '#layers/people/user.ts';
import { createUsersRepository } from '#layers/people/usersRepository.ts';
import {
  aroundRule,
  badAddresses,
  badNumbers,
  cells,
  goodAddresses,
  goodNumbers,
  wrappings,
} from '#tests/support/corpus.ts';
import { createInMemoryDirectory, type InMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { type SentPerson, sendEvents, sendFile } from '#tests/support/personDelivery.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import {
  createTestErasures,
  createTestPeople,
  emptyDirectory,
  insertRows,
  migrateDirectory,
} from '#tests/support/testDirectory.ts';

type Directory = Omit<InMemoryDirectory, 'erased'>;
type MakeDirectory = (users: readonly User[]) => Promise<Directory>;

const phoneNumber = '+49 30 1';
const startMs = Date.UTC(2026, 0, 1);
const personOf = (email: string, timeMs = startMs): SentPerson => ({ email, phoneNumber, timeMs });
const leaverOf = (email: string, timeMs: number): SentPerson => ({ email, phoneNumber: null, timeMs });
const ruleOf = (outcome: unknown) => (outcome instanceof PublicError ? outcome.message : outcome);

const listAll = async ({ users }: Directory): Promise<User[]> =>
  (await users.getUsers({ limit: 1_000 }, soon())).users;
const search = async ({ users }: Directory, email: string) => users.findByEmail(email, soon());

/** The shown addresses, in their order. */
const goodUsers = goodAddresses.map((email) => ({ email: normalizeEmail(email), phoneNumber }));

const agrees = (make: MakeDirectory): void => {
  test('every good address gets in by an event and by a file, is found, and is erased', async () => {
    for (const send of [
      async ({ people }: Directory) =>
        expect(
          await sendEvents(
            people,
            goodAddresses.map((email) => personOf(email)),
          ),
        ).toEqual(goodAddresses.map(() => 'applied')),
      async ({ people }: Directory) =>
        expect(
          await sendFile(
            people,
            goodAddresses.map((email) => ({ email, phoneNumber })),
            startMs,
          ),
        ).toEqual({}),
    ]) {
      const directory = await make([]);
      await send(directory);
      expect(await listAll(directory)).toEqual(goodUsers);
      for (const [index, email] of goodAddresses.entries()) {
        expect(await search(directory, email)).toEqual(goodUsers[index]);
        expect(await directory.erasures.erase(email, soon())).toBe(1);
        expect(await search(directory, email)).toBeUndefined();
      }
      expect(await listAll(directory)).toEqual([]);
      expect(
        new Set(
          await sendEvents(
            directory.people,
            goodAddresses.map((email) => personOf(email, startMs + 1)),
          ),
        ),
      ).toEqual(new Set(['stale']));
    }
  });

  test('no bad address gets in or leaves anything, by an event or by a file', async () => {
    const directory = await make([]);
    const expected = badAddresses.map(([, rule]) => `data.email ${rule}.`);
    const events = badAddresses.map(([email]) => personOf(email));
    expect((await sendEvents(directory.people, events)).map(ruleOf)).toEqual(expected);
    const leavers = badAddresses.map(([email]) => leaverOf(email, startMs + 1));
    expect((await sendEvents(directory.people, leavers)).map(ruleOf)).toEqual(expected);
    expect((await sendEvents(directory.people, events)).map(ruleOf)).toEqual(expected);
    const inCells = new Set(cells.map(([cell]) => cell));
    for (const [email, rule] of badAddresses.filter(([address]) => !inCells.has(address))) {
      expect(await sendFile(directory.people, [{ email, phoneNumber }], startMs)).toEqual({
        [`email ${rule}`]: 1,
      });
      expect(await search(directory, email)).toBeUndefined();
    }
    expect(await listAll(directory)).toEqual([]);
  });

  test.each(cells)('the cell %j of a file holds %j, and an event refuses it', async (cell, addresses) => {
    const directory = await make([]);
    expect(await sendEvents(directory.people, [personOf(cell)])).not.toEqual(['applied']);
    expect(await sendFile(directory.people, [{ email: cell, phoneNumber }], startMs)).toEqual({});
    expect(await listAll(directory)).toEqual(addresses.map((email) => ({ email, phoneNumber })));
  });

  test('what is around an address is refused in an event, and no part of it in a file', async () => {
    const directory = await make([]);
    const wrapped = wrappings.map(([before, after], index) => `${before}user${index}@x${after}`);
    expect(
      (
        await sendEvents(
          directory.people,
          wrapped.map((email) => personOf(email)),
        )
      ).map(ruleOf),
    ).toEqual(wrapped.map(() => `data.email ${aroundRule}.`));
    expect(
      await sendFile(
        directory.people,
        wrapped.map((email) => ({ email, phoneNumber })),
        startMs,
      ),
    ).toEqual({});
    expect(await listAll(directory)).toEqual(
      wrapped.map((_, index) => ({ email: `user${index}@x`, phoneNumber })),
    );
  });

  test('numbers get in or not by the same rules', async () => {
    const directory = await make([]);
    const toPeople = (numbers: readonly string[]) =>
      numbers.map((number, index) => ({ email: `user${index}@x`, phoneNumber: number, timeMs: startMs }));
    const bad = toPeople(badNumbers.map(([number]) => `"${number}"`));
    expect((await sendEvents(directory.people, bad)).map(ruleOf)).toEqual(
      badNumbers.map(([, rule]) => `data.phoneNumber ${rule}.`),
    );
    const rules = Object.keys(await sendFile(directory.people, bad, startMs));
    expect(new Set(rules)).toEqual(new Set(badNumbers.map(([, rule]) => `phoneNumber ${rule}`)));
    expect(await listAll(directory)).toEqual([]);
    await sendEvents(directory.people, toPeople(goodNumbers));
    expect((await listAll(directory)).map((user) => user.phoneNumber)).toEqual(goodNumbers);
  });

  test('who is there under a bad address is changed, deleted and erased under it', async () => {
    const users = badAddresses.map(([email]) => ({ email, phoneNumber }));
    const directory = await make(users);
    const listed = await listAll(directory);
    const outcomes = await sendEvents(
      directory.people,
      listed.map(({ email }) => ({ ...personOf(email), phoneNumber: '+49 30 2' })),
    );
    expect(new Set(outcomes)).toEqual(new Set(['applied']));
    expect(await listAll(directory)).toEqual(listed.map(({ email }) => ({ email, phoneNumber: '+49 30 2' })));
    for (const [index, { email }] of listed.entries()) {
      expect(await search(directory, email)).toMatchObject({ email });
      if (index % 2) expect(await directory.erasures.erase(email, soon())).toBe(1);
      else expect(await sendEvents(directory.people, [leaverOf(email, startMs + 1)])).toEqual(['applied']);
    }
    expect(await listAll(directory)).toEqual([]);
  });

  test('letters that become ASCII ones change nobody who is shown with others', async () => {
    const users = ['kim@bank', 'ali@x', 'a;b@x', 'a`b@x', 'ann@example.com'].map((email) => ({
      email,
      phoneNumber,
    }));
    const directory = await make(users);
    for (const email of [
      '\u212aim@bank',
      'al\u0130@x',
      'alI\u0307@x',
      'a\u037eb@x',
      'a\u1fefb@x',
      'ann@ｅｘａｍｐｌｅ.com',
    ]) {
      const [upserted, deleted] = await sendEvents(directory.people, [
        { ...personOf(email), phoneNumber: '+49 30 2' },
        leaverOf(email, startMs + 1),
      ]);
      expect([upserted, deleted]).toEqual([expect.any(PublicError), expect.any(PublicError)]);
    }
    expect(await listAll(directory)).toEqual(users);
  });
};

/** Both forms of a domain, and other spellings of these. */
const forms = [
  'ann@bücher.example',
  'ann@xn--bcher-kva.example',
  'Ann@BÜCHER.Example',
  'ann@bu\u0308cher.example',
];

const converges = (make: MakeDirectory, numRuns: number): void => {
  type Step = { form: number; phone: number | null; time: number } | 'erase';
  const event = fc.record({ form: fc.nat(3), phone: fc.option(fc.nat(9)), time: fc.nat(4) });
  const steps = fc.uniqueArray(event, {
    maxLength: 6,
    selector: ({ time, phone }) => `${time}${phone === null}`,
  });
  const before = fc.constantFrom([], [0], [1], [0, 1]);
  const toSent = ({ form, phone, time }: Exclude<Step, 'erase'>): SentPerson => ({
    email: forms[form] as string,
    phoneNumber: phone === null ? null : `+49 30 ${phone}`,
    timeMs: startMs + time,
  });
  const isNewer = (one: Exclude<Step, 'erase'>, other: Exclude<Step, 'erase'>) =>
    one.time - other.time || Number(one.phone === null) - Number(other.phone === null);

  test('one person, whatever the order of events and erasures of both forms of the domain', async () => {
    const history = fc.tuple(
      before,
      steps,
      fc.option(fc.nat(3)),
      fc.infiniteStream(fc.nat(99)),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(history, async ([present, events, erased, shuffle, inOneBatch]) => {
        const directory = await make(
          present.map((form) => ({ email: forms[form] as string, phoneNumber: `${form}` })),
        );
        const all: Step[] = [...events, ...(erased === null ? [] : ['erase' as const])];
        const places = new Map(all.map((step) => [step, shuffle.next().value ?? 0]));
        const order = all.toSorted((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
        if (inOneBatch && erased === null && order.length > 0)
          await sendEvents(directory.people, (order as Exclude<Step, 'erase'>[]).map(toSent));
        else
          for (const step of order) {
            if (step === 'erase') await directory.erasures.erase(forms[erased ?? 0] as string, soon());
            else await sendEvents(directory.people, [toSent(step)]);
          }

        const newest = events.toSorted(isNewer).at(-1);
        const listed = await listAll(directory);
        if (erased !== null || newest?.phone === null) expect(listed).toEqual([]);
        else if (newest) expect(listed.map((user) => user.phoneNumber)).toEqual([`+49 30 ${newest.phone}`]);
        else expect(listed).toHaveLength(present.length);
        for (const form of forms) {
          const found = await search(directory, form);
          expect(found).toEqual(listed.length < 2 ? listed[0] : expect.anything());
        }
      }),
      { numRuns },
    );
  });
};

describe('in memory', () => {
  agrees(async (users) => createInMemoryDirectory(users));
  converges(async (users) => createInMemoryDirectory(users), 500);
});

describe('on the Data API', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startMigratedTestCloud();
  });
  afterAll(() => cloud.stop());

  const make: MakeDirectory = async (users) => {
    await emptyDirectory(cloud.connection);
    if (users.length > 0) await insertRows(cloud.connection, users);
    await migrateDirectory(cloud.database, soon());
    return {
      users: createUsersRepository(cloud.database),
      people: createTestPeople(cloud.database),
      erasures: createTestErasures(cloud.database),
    };
  };
  agrees(make);
  converges(make, 40);

  test('one person whom events of both forms let in at the same moment', async () => {
    for (let round = 0; round < 20; round += 1) {
      const directory = await make([]);
      const events = [1, 2, 3, 4].map((time) => ({
        email: forms[(time + round) % 2] as string,
        phoneNumber: `+49 30 ${time}`,
        timeMs: startMs + time,
      }));
      await Promise.all(events.map((event) => sendEvents(createTestPeople(cloud.database), [event])));
      expect(await listAll(directory)).toHaveLength(1);
      // As a queue does with what failed.
      await sendEvents(directory.people, events);
      expect((await listAll(directory)).map((user) => user.phoneNumber)).toEqual(['+49 30 4']);
    }
  });
});
