// Purging a real directory: which tombstones and jobs go, and which stay.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { RowDataPacket } from 'mysql2/promise';
import { createPurgesRepository } from '#layers/people/purgesRepository.ts';
import { toRevision } from '#layers/people/revision.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { createTestErasures, createTestPeople, emptyDirectory } from '#tests/support/testDirectory.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
beforeEach(() => emptyDirectory(cloud.connection));
afterAll(() => cloud.stop());

const change = (email: string, phoneNumber: string | null) => ({
  email,
  spelling: email,
  phoneNumber,
  revision: toRevision({ rank: 1, deleted: phoneNumber === null, source: 'test', id: email }),
});

/** Everything was applied so many days ago. */
const age = (days: number) =>
  cloud.connection.query('UPDATE people SET applied_at = UTC_TIMESTAMP(6) - INTERVAL ? DAY', [days]);

const count = async (): Promise<number> => {
  const [[row]] = await cloud.connection.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM people');
  return Number(row?.n);
};

const purges = () => createPurgesRepository(cloud.database);
const purge = (days: number) => purges().deleteTombstones(days, soon());

test('deletes tombstones past their age, and nobody who is listed or erased', async () => {
  await createTestPeople(cloud.database).apply([change('gone@x', null), change('here@x', '1')], soon());
  await createTestErasures(cloud.database).erase('erased@x', soon());
  await age(30);
  expect(await purge(31)).toBe(0);
  expect(await purge(30)).toBe(1);
  expect(await purge(30)).toBe(0);
  expect(await count()).toBe(2);
});

test('deletes a tombstone whose erasure was lifted', async () => {
  const erasures = createTestErasures(cloud.database);
  await erasures.erase('back@x', soon());
  await erasures.allowAgain('back@x', soon());
  await age(31);
  expect(await purge(30)).toBe(1);
});

test('deletes 1,000 at a time', async () => {
  const gone = Array.from({ length: 1_500 }, (_, index) => change(`user${index}@x`, null));
  await createTestPeople(cloud.database).apply(gone, soon());
  await age(31);
  expect(await purge(30)).toBe(1_000);
  expect(await purge(30)).toBe(500);
});

test('deletes jobs of imports past their age', async () => {
  await cloud.connection.query(`
    INSERT INTO import_job (job, as_of_ms, changed_at)
    VALUES ('old', 1, UTC_TIMESTAMP() - INTERVAL 31 DAY), ('new', 1, UTC_TIMESTAMP() - INTERVAL 29 DAY)`);
  expect(await purges().deleteImportJobs(30, soon())).toBe(1);
  const [rows] = await cloud.connection.query('SELECT job FROM import_job');
  expect(rows).toEqual([{ job: 'new' }]);
});
