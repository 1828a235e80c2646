// A restore from before 2,500 erasures: the bucket tells the database of each.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Subjects } from '#layers/people/directory.ts';
import { createEraser } from '#layers/people/erasures/eraser.ts';
import { createErasureRecord } from '#layers/people/erasures/erasureRecord.ts';
import { lookUpPeople } from '#layers/people/lookUpPeople.ts';
import type { User } from '#layers/people/user.ts';
import { createUsersRepository } from '#layers/people/usersRepository.ts';
import { withoutWriters } from '#tests/support/inMemoryLeases.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { personAt } from '#tests/support/people.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import {
  addPeople,
  createTestErasures,
  createTestPeople,
  directorySecret,
  emptyDirectory,
} from '#tests/support/testDirectory.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
afterAll(() => cloud.stop());

const everybody = Array.from({ length: 2_600 }, (_, index) => personAt(index));
const erased = everybody.slice(0, 2_500);
/** They were erased, too, and let in again before the restore. */
const letInAgain = everybody.slice(2_500, 2_550);
/** They were erased once more after that. */
const erasedTwice = letInAgain.slice(0, 10);

const listAll = async (): Promise<User[]> => {
  const users: User[] = [];
  const repository = createUsersRepository(cloud.database);
  let page = await repository.getUsers({ limit: 1_000 }, soon());
  users.push(...page.users);
  while (page.next !== undefined) {
    page = await repository.getUsers({ limit: 1_000, after: page.next }, soon());
    users.push(...page.users);
  }
  return users;
};

test('erases again all of 2,500 people and nobody who was let in again', async () => {
  const objects = createInMemoryObjectStore();
  const erasures = createTestErasures(cloud.database);
  const subjects = new Subjects(directorySecret);
  const of = async (users: readonly User[]) => {
    const emails = users.map(({ email }) => email);
    const known = await lookUpPeople(cloud.database, subjects, emails, soon());
    return [...known.values()].map(({ subject }) => subject);
  };
  const record = createErasureRecord({ objects });
  await record.add(await of([...erased, ...letInAgain]), soon());
  await record.lift(await record.find(await of(letInAgain), soon()), soon());
  await record.add(await of(erasedTwice), soon());

  await emptyDirectory(cloud.connection);
  const people = createTestPeople(cloud.database);
  await addPeople(people, everybody, soon());
  const retention = { backupDays: 1, eventArchiveDays: 0 };
  const eraser = createEraser({ ...withoutWriters(), erasures, objects, retention, now: Date.now });
  expect(await eraser.applyAgain(soon())).toBe(erased.length + erasedTwice.length);
  expect(await listAll()).toEqual(everybody.slice(erased.length + erasedTwice.length));
  const changes = [erased[0], erased[999], erased[1_000], erased.at(-1), erasedTwice[0]] as User[];
  const outcomes = await people.apply(
    changes.map(({ email }) => ({ email, spelling: email, phoneNumber: '1', revision: '9' })),
    soon(),
  );
  expect(new Set(outcomes)).toEqual(new Set(['stale']));
});
