// One below, at and one above what a statement or a page takes.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createPurgesRepository } from '#layers/people/purgesRepository.ts';
import { toRevision } from '#layers/people/revision.ts';
import { createUsersRepository } from '#layers/people/usersRepository.ts';
import { personAt } from '#tests/support/people.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import {
  createTestErased,
  createTestErasures,
  createTestPeople,
  emptyDirectory,
} from '#tests/support/testDirectory.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
beforeEach(() => emptyDirectory(cloud.connection));
afterAll(() => cloud.stop());

const changes = (count: number, deleted = false) =>
  Array.from({ length: count }, (_, index) => {
    const { email, phoneNumber } = personAt(index);
    const revision = toRevision({ rank: deleted ? 2 : 1, deleted, source: 'test', id: String(index) });
    return { email, spelling: email, phoneNumber: deleted ? null : phoneNumber, revision };
  });

const around = (limit: number): number[] => [limit - 1, limit, limit + 1];

// 1,000 people are written by one statement, and 950 addresses looked up by one.
test.each([...around(1_000), ...around(950)])('%i changes are applied, each of them', async (count) => {
  const people = createTestPeople(cloud.database);
  expect(await people.preview(changes(count), soon())).toEqual(Array(count).fill('applied'));
  expect(await people.apply(changes(count), soon())).toEqual(Array(count).fill('applied'));
  expect(await people.apply(changes(count), soon())).toEqual(Array(count).fill('repeated'));
  const [rows] = await cloud.connection.query('SELECT email FROM directory ORDER BY user_id');
  expect(rows).toEqual(changes(count).map(({ email }) => ({ email })));
});

test.each(around(1_000))('of %i people who are erased, each is known as that', async (count) => {
  const emails = changes(count).map(({ email }) => email);
  await createTestPeople(cloud.database).apply(changes(count), soon());
  const erasures = createTestErasures(cloud.database);
  const [rows] = await cloud.connection.query('SELECT subject FROM people');
  await erasures.eraseSubjects(
    (rows as { subject: string }[]).map(({ subject }) => subject),
    soon(),
  );
  expect((await createTestErased(cloud.database).find([...emails, 'nobody@x'], soon())).size).toBe(count);
});

test.each(around(1_000))('of %i tombstones 1,000 are purged at a time', async (count) => {
  await createTestPeople(cloud.database).apply(changes(count, true), soon());
  await cloud.connection.query('UPDATE people SET applied_at = applied_at - INTERVAL 31 DAY');
  const purges = createPurgesRepository(cloud.database);
  expect(await purges.deleteTombstones(30, soon())).toBe(Math.min(count, 1_000));
  expect(await purges.deleteTombstones(30, soon())).toBe(Math.max(count - 1_000, 0));
});

test.each([1, 2, 3, 1_000])(
  'a page of %i says that more follow when one more does, and not before',
  async (limit) => {
    const people = createTestPeople(cloud.database);
    const users = createUsersRepository(cloud.database);
    for (const count of [limit - 1, limit]) {
      await people.apply(changes(count), soon());
      const page = await users.getUsers({ limit }, soon());
      expect([page.users.length, page.next]).toEqual([count, undefined]);
    }
    await people.apply(changes(limit + 1), soon());
    const page = await users.getUsers({ limit }, soon());
    expect([page.users.length, typeof page.next]).toEqual([limit, 'bigint']);
    const last = await users.getUsers({ limit, after: page.next }, soon());
    expect(last).toEqual({
      users: [{ email: personAt(limit).email, phoneNumber: personAt(limit).phoneNumber }],
    });
  },
);
