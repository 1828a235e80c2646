// The leases of exports and imports: in memory, and in a real database.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createExportLeases,
  createImportLeases,
  createOpenLeases,
} from '#layers/people/leases/writerLeases.ts';
import { createInMemoryLeases, type InMemoryLeases } from '#tests/support/inMemoryLeases.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
afterAll(() => cloud.stop());

const inDatabase = async (): Promise<InMemoryLeases> => {
  await cloud.connection.query('DELETE FROM export_lease');
  await cloud.connection.query('DELETE FROM import_lease');
  return {
    exports: createExportLeases(cloud.database),
    importsOf: createImportLeases(cloud.database),
    ...createOpenLeases(cloud.database),
  };
};

describe.each([
  ['in memory', async () => createInMemoryLeases()],
  ['in a database', inDatabase],
])('leases %s', (_name, create) => {
  let leases: InMemoryLeases;
  beforeEach(async () => {
    leases = await create();
  });
  const newId = () => randomUUID();

  test('are listed with their writer and the time that is left', async () => {
    const [exported, imported] = [newId(), newId()];
    await leases.exports.open(exported, 60_000, soon());
    await leases.importsOf('incoming/a.csv').open(imported, 60_000, soon());
    const listed = await leases.list(soon());
    expect(listed).toHaveLength(2);
    expect(listed).toEqual(
      expect.arrayContaining([
        { id: exported, writer: 'export', expiresInMs: expect.any(Number) },
        { id: imported, writer: 'import', expiresInMs: expect.any(Number) },
      ]),
    );
    for (const { expiresInMs } of listed) {
      expect(expiresInMs).toBeGreaterThan(0);
      expect(expiresInMs).toBeLessThanOrEqual(60_000);
    }
  });

  test('last from the first time that they are opened', async () => {
    const id = newId();
    await leases.exports.open(id, 60_000, soon());
    await leases.exports.open(id, 600_000, soon());
    const [lease] = await leases.list(soon());
    expect(lease?.expiresInMs).toBeLessThanOrEqual(60_000);
  });

  test('are gone when they are closed, and once more', async () => {
    const [first, second] = [newId(), newId()];
    await leases.exports.open(first, 60_000, soon());
    await leases.exports.open(second, 60_000, soon());
    await leases.exports.close(first, soon());
    await leases.exports.close(first, soon());
    expect((await leases.list(soon())).map(({ id }) => id)).toEqual([second]);
  });

  test('are not listed after they have expired, and leave nothing when another is closed', async () => {
    await leases.importsOf('incoming/a.csv').open(newId(), -1, soon());
    expect(await leases.list(soon())).toEqual([]);
    expect(await leases.isImporting('incoming/a.csv', soon())).toBe(false);
    await leases.importsOf('incoming/b.csv').close(newId(), soon());
    const [rows] = await cloud.connection.query('SELECT lease FROM import_lease');
    expect(rows).toEqual([]);
  });

  test('of an import are found by the key of its file', async () => {
    await leases.importsOf('incoming/a.csv').open(newId(), 60_000, soon());
    expect(await leases.isImporting('incoming/a.csv', soon())).toBe(true);
    expect(await leases.isImporting('incoming/A.csv', soon())).toBe(false);
  });
});
