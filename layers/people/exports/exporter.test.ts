// Exports of a directory in memory into a bucket in memory.
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { type ObjectStore, ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import type { ExportForm } from '#layers/people/bucketLayout.ts';
import type { User } from '#layers/people/user.ts';
import type { UsersRepository } from '#layers/people/usersRepository.ts';
import { createInMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { createInMemoryLeases } from '#tests/support/inMemoryLeases.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { createExporter } from './exporter.ts';

type Users = Pick<UsersRepository, 'getUsers'>;

const startMs = Date.parse('2026-01-31T03:00:00Z');
const key = 'exports/2026-01-31T03:00:00.000Z.plain.csv';
const call = { deadlineMs: startMs + 900_000 };
const homer = { email: 'homer@x.co', phoneNumber: '+1 888' };

/** A directory of so many people, of whom only the page that is asked for exists. */
const manyUsers = (count: number, onPage: () => void = () => {}): Users => ({
  async getUsers({ limit, after = 0n }) {
    onPage();
    const from = Number(after);
    const length = Math.min(limit, count - from);
    const users = Array.from({ length }, (_, index) => ({ ...homer, email: `user${from + index}@x.co` }));
    return from + length < count ? { users, next: BigInt(from + length) } : { users };
  },
});

const exportInMemory = async (
  users: Users,
  { form = 'plain', now = () => startMs }: { form?: ExportForm; now?: () => number } = {},
) => {
  const store = createInMemoryObjectStore(now);
  const exporter = createExporter({
    users,
    store,
    leases: createInMemoryLeases(now).exports,
    order: 'time',
    now,
  });
  return { store, exported: exporter.export({ form }, call) };
};

test('writes a file, and a manifest with its count, SHA-256 and length', async () => {
  const { users } = createInMemoryDirectory([homer, { email: '"a,b"@x', phoneNumber: '2' }]);
  const { store, exported } = await exportInMemory(users);
  const text = 'email,phoneNumber\r\nhomer@x.co,+1 888\r\n"""a,b""@x",2\r\n';
  const sha256 = createHash('sha256').update(text).digest('hex');
  expect(await exported).toEqual({ key, count: 2, sha256, bytes: text.length });
  expect(store.objects.get(key)).toMatchObject({
    body: Buffer.from(text),
    contentType: 'text/csv',
    metadata: { 'as-of': '2026-01-31T03:00:00.000Z' },
  });
  const manifest = store.objects.get(key.replace(/csv$/, 'json'));
  expect(manifest?.contentType).toBe('application/json');
  expect(JSON.parse(String(manifest?.body))).toEqual({ count: 2, sha256, bytes: text.length });
});

test.each([
  ['csv', ','],
  ['semicolon', ';'],
] as const)('guards cells in the form %s, behind a byte order mark', async (form, separator) => {
  const { users } = createInMemoryDirectory([homer, { email: '＝a@x', phoneNumber: '0123' }]);
  const { store, exported } = await exportInMemory(users, { form });
  const { key } = await exported;
  const rows = [
    ['email', 'phoneNumber'],
    ['homer@x.co', '"\t+1 888"'],
    ['"\t＝a@x"', '"\t0123"'],
  ];
  const text = rows.map((cells) => `${cells.join(separator)}\r\n`).join('');
  expect(store.objects.get(key)?.body.toString()).toBe(`\ufeff${text}`);
});

test('a workbook has the media type of one', async () => {
  const { store, exported } = await exportInMemory(createInMemoryDirectory([homer]).users, { form: 'xlsx' });
  const { key } = await exported;
  expect(key).toMatch(/\.xlsx$/);
  expect(store.objects.get(key)?.contentType).toBe(
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
});

test('of an empty directory has a header alone', async () => {
  const { store, exported } = await exportInMemory(createInMemoryDirectory([]).users);
  expect(await exported).toMatchObject({ count: 0 });
  expect(store.objects.get(key)?.body.toString()).toBe('email,phoneNumber\r\n');
});

test('leaves out who was deleted', async () => {
  const { users, erasures } = createInMemoryDirectory([homer, { email: 'bart@x.co', phoneNumber: '2' }]);
  await erasures.erase('bart@x.co', call);
  const { store, exported } = await exportInMemory(users);
  expect(await exported).toMatchObject({ count: 1 });
  expect(store.objects.get(key)?.body.toString()).not.toContain('bart');
});

test.each(['csv', 'xlsx'] as const)('of a million people as %s holds no more than a page', async (form) => {
  let [ahead, count, longest] = [0, 0, 0];
  const users = manyUsers(1_000_000, () => {
    ahead += 1;
    expect(ahead).toBe(1);
  });
  const store: Pick<ObjectStore, 'write' | 'writeStream'> = {
    write: async () => ({ attempts: 1 }),
    async writeStream(_key, blocks) {
      for await (const block of blocks) {
        ahead = 0;
        count += 1;
        longest = Math.max(longest, block.length);
      }
      return { attempts: 1 };
    },
  };
  const exporter = createExporter({
    users,
    store,
    leases: createInMemoryLeases().exports,
    order: 'time',
    now: () => startMs,
  });
  expect(await exporter.export({ form }, call)).toMatchObject({ count: 1_000_000 });
  expect(count).toBe(1_002);
  expect(longest).toBeLessThan(1_000 * 50);
});

test('leaves neither file nor manifest when its time runs out', async () => {
  let nowMs = startMs;
  const users = manyUsers(1_000_000, () => {
    nowMs += 10_000;
  });
  const { store, exported } = await exportInMemory(users, { now: () => nowMs });
  await expect(exported).rejects.toMatchObject({ name: 'ExportUnfinished' });
  expect(store.objects.size).toBe(0);
});

test('gives pages until 20 s before its deadline', async () => {
  const deadlines: number[] = [];
  const getUsers: Users['getUsers'] = async (_page, { deadlineMs }) => {
    deadlines.push(deadlineMs);
    return { users: [] as User[] };
  };
  await (await exportInMemory({ getUsers })).exported;
  expect(deadlines).toEqual([call.deadlineMs - 20_000]);
});

test('leaves neither file nor manifest when the directory cannot be read, and throws its error', async () => {
  const error = new DatabaseError('resuming', 'DatabaseResumingException');
  let pages = 0;
  const users = manyUsers(5_000, () => {
    pages += 1;
    if (pages === 3) throw error;
  });
  const { store, exported } = await exportInMemory(users);
  await expect(exported).rejects.toBe(error);
  expect(store.objects.size).toBe(0);
});

test('fails as the bucket does', async () => {
  const failure = new ObjectStoreError('unavailable', 'SlowDown', { cause: new Error('503') });
  const store = { ...createInMemoryObjectStore(), writeStream: () => Promise.reject(failure) };
  const { users } = createInMemoryDirectory([homer]);
  const exporter = createExporter({
    users,
    store,
    leases: createInMemoryLeases().exports,
    order: 'time',
    now: () => startMs,
  });
  await expect(exporter.export({ form: 'plain' }, call)).rejects.toBe(failure);
});

test('an export that an erasure aborts begins again, under another lease and without the person', async () => {
  const directory = createInMemoryDirectory([homer, { ...homer, email: 'marge@x.co' }]);
  const store = createInMemoryObjectStore();
  const leases = createInMemoryLeases();
  const held: string[][] = [];
  const users: Users = {
    async getUsers(page) {
      held.push((await leases.list(call)).map(({ id }) => id));
      const found = await directory.users.getUsers(page, call);
      if (held.length > 1) return found;
      await directory.erasures.erase(homer.email, call);
      for (const upload of await store.listUploads('exports/', call)) await store.abortUpload(upload, call);
      return found;
    },
  };
  const options = { users, store, leases: leases.exports, order: 'time' as const, now: Date.now };
  const { key: written, count } = await createExporter(options).export(
    { form: 'plain' },
    { deadlineMs: Date.now() + 900_000 },
  );
  expect(count).toBe(1);
  expect(store.objects.get(written)?.body.toString()).not.toContain(homer.email);
  expect(held.map(({ length }) => length)).toEqual([1, 1]);
  expect(held[0]).not.toEqual(held[1]);
  expect(await leases.list(call)).toEqual([]);
});

test('an export that is aborted each time fails at its third start', async () => {
  const store = createInMemoryObjectStore();
  let starts = 0;
  const users = manyUsers(1, () => {
    starts += 1;
    void store
      .listUploads('exports/', call)
      .then((uploads) => uploads.map((upload) => store.abortUpload(upload, call)));
  });
  const { exports: leases } = createInMemoryLeases();
  const exporter = createExporter({ users, store, leases, order: 'time', now: () => startMs });
  await expect(exporter.export({ form: 'plain' }, call)).rejects.toMatchObject({ kind: 'missing' });
  expect(starts).toBe(3);
});
