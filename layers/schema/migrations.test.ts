import { beforeEach, describe, expect, test } from '@jest/globals';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { createFakeClock, type FakeClock } from '#tests/support/fakeClock.ts';
import { FakeMigrationDatabase } from '#tests/support/fakeMigrationDatabase.ts';
import { createMigrations } from './migrations.ts';
import { readMigrationFiles } from './readMigrationFiles.ts';

const first = { name: '0001_first.sql', checksum: 'a', sql: 'CREATE TABLE first (id INT)' };
const second = { name: '0002_second.sql', checksum: 'b', sql: 'ALTER TABLE first ADD COLUMN name TEXT' };
const call = { deadlineMs: 10_000 };

const recordOf = ({ name, checksum }: typeof first, applied: boolean) => ({ name, checksum, applied });
const rejected = (errno?: number) =>
  new DatabaseError('rejected', `DatabaseErrorException ${errno}`, { errno });

let clock: FakeClock;
let failure: unknown;
let database: FakeMigrationDatabase;

beforeEach(() => {
  clock = createFakeClock();
  failure = undefined;
  database = new FakeMigrationDatabase(clock, (sql) => {
    if (failure && sql === second.sql) throw failure;
  });
});

const apply = (files = [first, second]) =>
  createMigrations({ database, clock, readFiles: async () => files }).apply(call);

test('applies the pending files in order, each once', async () => {
  expect(await apply([first])).toEqual([first.name]);
  expect(await apply()).toEqual([second.name]);
  expect(await apply()).toEqual([]);
  expect(database.ran.map(({ sql }) => sql)).toEqual([first.sql, second.sql]);
  expect(database.records).toEqual([recordOf(first, true), recordOf(second, true)]);
});

test('reads db/migrations unless told otherwise', async () => {
  const names = (await readMigrationFiles()).map(({ name }) => name);
  expect(await createMigrations({ database, clock }).apply(call)).toEqual(names);
});

test('sends a statement once, and lets it run on after the limit of the Data API', async () => {
  await apply([first]);
  expect(database.ran).toEqual([{ sql: first.sql, idempotent: false, continueAfterTimeout: true }]);
});

test('takes no lease when nothing is pending', async () => {
  database.records = [recordOf(first, true)];
  await apply([first]);
  expect(database.lease).toBeUndefined();
});

test('holds the lease while it applies, and gives it back', async () => {
  let heldUntilMs: number | undefined;
  database = new FakeMigrationDatabase(clock, () => {
    heldUntilMs = database.lease?.expiresMs;
  });
  await apply([first]);
  expect(heldUntilMs).toBe(60_000);
  expect(database.lease?.expiresMs).toBe(Number.NEGATIVE_INFINITY);
  expect(database.lease?.owner).toMatch(/^[\da-f-]{36}$/);
});

test('stops when another owner takes over between two files', async () => {
  database = new FakeMigrationDatabase(clock, () => {
    database.lease = { owner: 'other', expiresMs: 60_000 };
  });
  await expect(apply()).rejects.toMatchObject({
    name: 'MigrationRefused',
    message: 'Another migration has taken over.',
  });
  expect(database.ran.map(({ sql }) => sql)).toEqual([first.sql]);
  expect(database.lease).toEqual({ owner: 'other', expiresMs: 60_000 });
});

test('applies nothing that the previous owner of the lease applied meanwhile', async () => {
  database.lease = { owner: 'other', expiresMs: 2_500 };
  const sleep = async (ms: number) => {
    await clock.sleep(ms);
    database.records = [recordOf(first, true)];
  };
  const runner = createMigrations({
    database,
    clock: { ...clock, sleep },
    readFiles: async () => [first, second],
  });
  expect(await runner.apply(call)).toEqual([second.name]);
  expect(database.ran.map(({ sql }) => sql)).toEqual([second.sql]);
});

describe('a plan', () => {
  const plan = (...files: (typeof first)[]) =>
    createMigrations({ database, clock, readFiles: async () => files }).plan(call);
  const marked = { ...second, sql: `-- pauses events\n${second.sql}` };

  test('of a new database names all files, and applies none', async () => {
    expect(await plan(first, second)).toEqual({
      pending: [first.name, second.name],
      later: [],
      pausesEvents: false,
    });
    expect(database.ran).toEqual([]);
  });

  test('names what a later release has applied', async () => {
    database.records = [recordOf(first, true), recordOf(second, true)];
    expect(await plan(first)).toEqual({ pending: [], later: [second.name], pausesEvents: false });
  });

  test('pauses events when one of the pending files says so', async () => {
    expect(await plan(first, marked)).toMatchObject({ pausesEvents: true });
    database.records = [recordOf(first, true), recordOf(marked, true)];
    expect(await plan(first, marked)).toMatchObject({ pausesEvents: false });
  });

  test.each(['SELECT 1 -- pauses events', '-- pauses events no more\nSELECT 1', '-- no pauses events'])(
    'pauses no events for what is no line of its own: %j',
    async (sql) => {
      expect(await plan({ ...first, sql })).toMatchObject({ pausesEvents: false });
    },
  );
});

describe('a statement that fails', () => {
  beforeEach(() => {
    database.records = [recordOf(first, true)];
  });

  test('is refused with its name and number, stays announced, and gives the lease back', async () => {
    failure = rejected(1064);
    await expect(apply()).rejects.toMatchObject({
      name: 'MigrationRefused',
      message: '0002_second.sql was rejected by the database (DatabaseErrorException 1064).',
      cause: failure,
    });
    expect(database.records).toEqual([recordOf(first, true), recordOf(second, false)]);
    expect(database.lease?.expiresMs).toBe(Number.NEGATIVE_INFINITY);
  });

  test('for want of rights is refused too', async () => {
    failure = new DatabaseError('misconfigured', 'DatabaseErrorException 1142', { errno: 1142 });
    await expect(apply()).rejects.toMatchObject({ name: 'MigrationRefused' });
  });

  test.each(['transient', 'timeout', 'throttled', 'resuming'] as const)(
    'in passing stays %s',
    async (kind) => {
      failure = new DatabaseError(kind, 'X');
      await expect(apply()).rejects.toBe(failure);
      expect(database.records).toEqual([recordOf(first, true), recordOf(second, false)]);
    },
  );

  test('by a defect of ours stays what it is', async () => {
    failure = new TypeError('X');
    await expect(apply()).rejects.toBe(failure);
  });

  test.each([1050, 1051, 1060, 1061, 1091])(
    'with %i is refused when this run sent it first',
    async (errno) => {
      failure = rejected(errno);
      await expect(apply()).rejects.toMatchObject({ name: 'MigrationRefused' });
    },
  );
});

describe('a statement whose answer an earlier run did not learn', () => {
  beforeEach(() => {
    database.records = [
      recordOf(first, true),
      { ...recordOf(second, false), checksum: 'before it was mended' },
    ];
  });

  test('is sent again, and recorded with the checksum that it has now', async () => {
    expect(await apply()).toEqual([second.name]);
    expect(database.ran.map(({ sql }) => sql)).toEqual([second.sql]);
    expect(database.records).toEqual([recordOf(first, true), recordOf(second, true)]);
  });

  test.each([1050, 1051, 1060, 1061, 1091])('counts as applied when MySQL answers %i', async (errno) => {
    failure = rejected(errno);
    expect(await apply()).toEqual([second.name]);
    expect(database.records).toEqual([recordOf(first, true), recordOf(second, true)]);
  });

  test.each([1064, 1146, 1054, undefined])('is refused when MySQL answers %s', async (errno) => {
    failure = rejected(errno);
    await expect(apply()).rejects.toMatchObject({ name: 'MigrationRefused' });
    expect(database.records?.map(({ applied }) => applied)).toEqual([true, false]);
  });
});

test('refuses records of another shape', async () => {
  database.records = [{ ...recordOf(first, true), checksum: 7 as unknown as string }];
  await expect(apply()).rejects.toMatchObject({ name: '$ZodError' });
});
