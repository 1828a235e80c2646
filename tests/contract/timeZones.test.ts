// Statements about times, on sessions of a server that lives in another time zone than UTC.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { RowDataPacket } from 'mysql2/promise';
import { createImportJobs } from '#layers/people/importJobs.ts';
import {
  createExportLeases,
  createImportLeases,
  createOpenLeases,
} from '#layers/people/leases/writerLeases.ts';
import { createPurgesRepository } from '#layers/people/purgesRepository.ts';
import { toRevision } from '#layers/people/revision.ts';
import { openSession, type SessionDatabase } from '#tests/support/sessionDatabase.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { createTestErasures, createTestPeople, emptyDirectory } from '#tests/support/testDirectory.ts';

const minuteMs = 60_000;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
afterAll(() => cloud.stop());

// The emulator's sessions are in UTC, as those of a server without a setting are.
describe.each(['-11:00', '+00:00', '+13:00'])('at %s', (zone) => {
  let session: SessionDatabase;
  beforeEach(async () => {
    await emptyDirectory(cloud.connection);
    for (const table of ['import_job', 'import_lease', 'export_lease'])
      await cloud.connection.query(`DELETE FROM ${table}`);
    session = await openSession(cloud.url);
    await session.session.query('SET time_zone = ?', [zone]);
    await cloud.connection.query('SET time_zone = ?', [zone]);
  });
  afterEach(() => session.end());

  test('a change was applied when it was, in UTC', async () => {
    const [[before]] = await cloud.connection.query<RowDataPacket[]>('SELECT UNIX_TIMESTAMP() AS s');
    const revision = toRevision({ rank: 1, deleted: false, source: 'test', id: '1' });
    const people = createTestPeople(session);
    await people.apply([{ email: 'a@x', spelling: 'a@x', phoneNumber: '1', revision }], soon());
    const { appliedAt = '' } = await people.explain('a@x', soon());
    const appliedMs = Date.parse(`${appliedAt.replace(' ', 'T')}Z`);
    expect(Math.abs(appliedMs - Number(before?.s) * 1_000)).toBeLessThan(10 * minuteMs);
  });

  test('a tombstone is purged when it is old enough, and not an hour before', async () => {
    const erasures = createTestErasures(session);
    await erasures.erase('a@x', soon());
    await erasures.allowAgain('a@x', soon());
    const purges = createPurgesRepository(session);
    const age = (hours: number) =>
      cloud.connection.query('UPDATE people SET applied_at = applied_at - INTERVAL ? HOUR', [hours]);
    await age(30 * 24 - 1);
    expect(await purges.deleteTombstones(30, soon())).toBe(0);
    await age(2);
    expect(await purges.deleteTombstones(30, soon())).toBe(1);
  });

  test('a job of an import is purged when it is old enough, and not an hour before', async () => {
    await createImportJobs(session).add('job', { file: 'file', asOfMs: 1, sizeBytes: 1 }, soon());
    const purges = createPurgesRepository(session);
    const age = (hours: number) =>
      cloud.connection.query('UPDATE import_job SET changed_at = changed_at - INTERVAL ? HOUR', [hours]);
    await age(30 * 24 - 1);
    expect(await purges.deleteImportJobs(30, soon())).toBe(0);
    await age(2);
    expect(await purges.deleteImportJobs(30, soon())).toBe(1);
  });

  test('a lease lasts as long as it was opened for', async () => {
    await createExportLeases(session).open('export', 30 * minuteMs, soon());
    await createImportLeases(session)('incoming/a.csv').open('import', 30 * minuteMs, soon());
    const leases = createOpenLeases(session);
    const left = (await leases.list(soon())).map(({ expiresInMs }) => expiresInMs);
    expect(left).toHaveLength(2);
    for (const ms of left) {
      expect(ms).toBeGreaterThan(10 * minuteMs);
      expect(ms).toBeLessThanOrEqual(30 * minuteMs);
    }
    expect(await leases.isImporting('incoming/a.csv', soon())).toBe(true);
  });
});
