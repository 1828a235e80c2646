// The eraser over a directory and a bucket in memory.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { createInMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { withoutWriters } from '#tests/support/inMemoryLeases.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { people } from '#tests/support/people.ts';
import { createEraser } from './eraser.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const homer = 'homer@thesimpsons.com';

const files = {
  'incoming/a.csv': 'email,phoneNumber\nHomer@TheSimpsons.com,1\nmarge@thesimpsons.com,2\n',
  'incoming/b.csv': 'email,phoneNumber\nmarge@thesimpsons.com,2\n',
  'dry-run/a.csv': `email,phoneNumber\n"${homer}",1\n`,
  'rejects/job/0.csv': `line,reason,email,phoneNumber\n2,phoneNumber is required.,${homer},\n`,
  'exports/now.csv': `email,phoneNumber\n${homer},'+1\n`,
  'results/job.json': `{"state":"done","note":"${homer}"}`,
};

const createWorld = (retention = { backupDays: 7, eventArchiveDays: 0 }) => {
  const directory = createInMemoryDirectory(people);
  const objects = createInMemoryObjectStore();
  for (const [key, body] of Object.entries(files)) objects.put(key, body);
  const now = () => Date.UTC(2026, 0, 1);
  const eraser = createEraser({
    ...withoutWriters(),
    erasures: directory.erasures,
    objects,
    retention,
    now,
  });
  const knows = async (email: string) => (await directory.users.findByEmail(email, call)) !== undefined;
  return { directory, objects, eraser, knows };
};

describe('an erasure', () => {
  test('removes the person, deletes the files that hold the address, and tells what it found', async () => {
    const { objects, eraser, knows } = createWorld();
    const certificate = await eraser.erase(homer, call);
    expect(certificate).toEqual({
      complete: true,
      subjects: [expect.any(String)],
      erasedAt: '2026-01-01T00:00:00.000Z',
      rows: 1,
      files: {
        read: 5,
        deleted: ['incoming/a.csv', 'dry-run/a.csv', 'rejects/job/0.csv', 'exports/now.csv'],
        aborted: [],
        unreadable: [],
      },
      interrupted: ['incoming/a.csv', 'dry-run/a.csv'].map((file) => ({
        file,
        job: expect.any(String),
        line: 0,
      })),
      until: { backups: '2026-01-08T00:00:00.000Z', queues: '2026-01-29T00:00:00.000Z' },
    });
    expect(await knows(homer)).toBe(false);
    expect(await knows('marge@thesimpsons.com')).toBe(true);
    const kept = [...objects.objects.keys()].filter((key) => !/^results\/[\da-f]{32}/.test(key));
    expect(kept).toEqual([
      'incoming/b.csv',
      'results/job.json',
      `erasures/${certificate.subjects[0]}`,
      expect.stringMatching(`^certificates/${certificate.subjects[0]}/.*json$`),
    ]);
    const note = objects.objects.get(`erasures/${certificate.subjects[0]}`);
    expect(note?.body.toString()).toMatch(/^[\da-f-]{36}$/);
    expect(note?.contentType).toBe('text/plain');
  });

  test('of somebody unknown succeeds with zeros, and is remembered', async () => {
    const { objects, eraser } = createWorld();
    const certificate = await eraser.erase('mr.burns@thesimpsons.com', call);
    expect(certificate).toMatchObject({ rows: 0, files: { read: 5, deleted: [] } });
    expect(objects.objects.has(`erasures/${certificate.subjects[0]}`)).toBe(true);
  });

  test('tells until when an archive of events holds the person', async () => {
    const { eraser } = createWorld({ backupDays: 1, eventArchiveDays: 90 });
    expect((await eraser.erase(homer, call)).until.eventArchive).toBe('2026-04-01T00:00:00.000Z');
  });

  test('tells until when another bus or a sender can replay the person', async () => {
    const until = async (eventArchiveDays: number, replayDays: number) => {
      const { objects, directory } = createWorld();
      const retention = { backupDays: 1, eventArchiveDays, replayDays };
      const options = { ...withoutWriters(), erasures: directory.erasures, objects, retention };
      return (await createEraser({ ...options, now: () => Date.UTC(2026, 0, 1) }).erase(homer, call)).until;
    };
    expect(await until(30, 90)).toMatchObject({ replays: '2026-04-01T00:00:00.000Z' });
    expect(await until(90, 90)).not.toHaveProperty('replays');
  });

  test.each([1_000, 1_001, 2_001])('reads all of %i files of a prefix', async (count) => {
    const { objects, eraser } = createWorld();
    const keyAt = (index: number) => `rejects/many/${String(index).padStart(5, '0')}.csv`;
    for (let index = 1; index <= count; index += 1) objects.put(keyAt(index), `a,${index}\n`);
    objects.put(keyAt(count), `${homer},1\n`);
    const { files: found } = await eraser.erase(homer, call);
    expect(found).toMatchObject({ read: 5 + count, deleted: expect.arrayContaining([keyAt(count)]) });
  });

  test('is not complete while a file cannot be read, and goes on to the others', async () => {
    const { objects, eraser } = createWorld();
    objects.put('dry-run/0.csv', gzipSync(`email\n${homer}\n`).subarray(0, 15));
    objects.put('incoming/a.xlsx', 'PK\u0003\u0004');
    const { complete, files: found, pending } = await eraser.erase(homer, call);
    expect({ complete, pending }).toEqual({ complete: false, pending: undefined });
    expect(found.unreadable).toEqual(['incoming/a.xlsx', 'dry-run/0.csv']);
    expect(found.deleted).toHaveLength(4);
  });

  test('is complete once what could not be read is gone', async () => {
    const { objects, eraser } = createWorld();
    objects.put('incoming/a.xlsx', 'PK\u0003\u0004');
    await eraser.erase(homer, call);
    await objects.delete('incoming/a.xlsx', call);
    expect(await eraser.erase(homer, call)).toMatchObject({ complete: true, files: { unreadable: [] } });
  });

  test('deletes what cannot be read when it is asked for that, and names it', async () => {
    const { objects, eraser } = createWorld();
    objects.put('incoming/a.xlsx', 'PK\u0003\u0004');
    const { complete, files: found } = await eraser.erase(homer, call, 'delete');
    expect({ complete, unreadable: found.unreadable }).toEqual({ complete: true, unreadable: [] });
    expect(found.deleted).toContain('incoming/a.xlsx');
    expect(objects.objects.has('incoming/b.csv')).toBe(true);
  });

  test('goes on when a file vanishes while it is at work', async () => {
    const { objects, eraser } = createWorld();
    const { list } = objects;
    objects.list = async (...args) =>
      [...(await list(...args)), 'incoming/vanished.csv'].filter(
        (key) => key.startsWith(args[0]) && key > (args[2] ?? ''),
      );
    expect((await eraser.erase(homer, call)).files).toMatchObject({ read: 5 });
  });
});

test('no file that cannot be read counts as one without the person', async () => {
  const { objects, eraser } = createWorld();
  const fault = new ObjectStoreError('unavailable', 'SlowDown');
  objects.read = () => Promise.reject(fault);
  await expect(eraser.erase(homer, call)).rejects.toBe(fault);
});

const operations = ['list', 'read', 'write', 'delete', 'countRows', 'erase'] as const;

test.each(operations.flatMap((operation) => [false, true].map((after) => [operation, after] as const)))(
  'a fault at any call of %s (after it: %s) is made good by the next erasure, which tells of both',
  async (operation, after) => {
    for (let failing = 1; ; failing += 1) {
      const { directory, objects, eraser, knows } = createWorld();
      const port: object = operation in objects ? objects : directory.erasures;
      const work = Reflect.get(port, operation) as (...args: unknown[]) => Promise<unknown>;
      let calls = 0;
      const fail = async (...args: unknown[]) => {
        calls += 1;
        if (calls !== failing) return work(...args);
        if (after) await work(...args);
        throw new Error('fault');
      };
      Object.assign(port, { [operation]: fail });
      await eraser.erase(homer, call).catch(() => {});
      Object.assign(port, { [operation]: work });
      if (calls < failing) break;
      const { complete, rows, files: found } = await eraser.erase(homer, call);
      expect(await knows(homer)).toBe(false);
      expect({ complete, rows, deleted: found.deleted }).toEqual({
        complete: true,
        rows: 1,
        deleted: ['incoming/a.csv', 'dry-run/a.csv', 'rejects/job/0.csv', 'exports/now.csv'],
      });
      expect([...objects.objects.keys()].filter((key) => /^(incoming|dry|rej|exp)/.test(key))).toEqual([
        'incoming/b.csv',
      ]);
      expect([...objects.objects.keys()].filter((key) => key.startsWith('erasures/'))).toHaveLength(1);
    }
  },
);

test('a database restored from before is told of every erasure', async () => {
  const { objects, eraser } = createWorld();
  await eraser.erase(homer, call);
  await eraser.erase('bart@thesimpsons.com', call);
  const restored = createInMemoryDirectory(people);
  const after = createEraser({
    ...withoutWriters(),
    erasures: restored.erasures,
    objects,
    retention: { backupDays: 1, eventArchiveDays: 0 },
    now: Date.now,
  });
  expect(await after.applyAgain(call)).toBe(2);
  const { users } = await restored.users.getUsers({ limit: 10 }, call);
  expect(users.map(({ email }) => email)).toEqual(
    people.map(({ email }) => email).filter((email) => !/homer|bart/.test(email)),
  );
});

test.each([1_000, 1_001, 2_001])('a restored database is told of all of %i erasures', async (count) => {
  const { objects, directory, eraser } = createWorld();
  const told: string[] = [];
  directory.erasures.eraseSubjects = async (subjects) => void told.push(...subjects);
  const subjects = Array.from({ length: count }, (_, index) => `s${String(index).padStart(42, '0')}`);
  for (const subject of subjects) objects.put(`erasures/${subject}`, 'id');
  // Beside the erasure that it lifts, so that it is the first key of a page.
  objects.put(`erasures/${subjects[999]}.lifted`, 'id');
  expect(await eraser.applyAgain(call)).toBe(count - 1);
  expect(told).toEqual(subjects.filter((_, index) => index !== 999));
});

test('a lifted erasure stays recorded, with its lift, and is not applied again', async () => {
  const { objects, eraser } = createWorld();
  const { subjects } = await eraser.erase(homer, call);
  expect(await eraser.allowAgain(homer, call)).toBe(true);
  expect(await eraser.allowAgain(homer, call)).toBe(false);
  expect([...objects.objects.keys()].filter((key) => key.startsWith('erasures/'))).toEqual([
    `erasures/${subjects[0]}`,
    `erasures/${subjects[0]}.lifted`,
  ]);
  expect(await eraser.applyAgain(call)).toBe(0);
});

test('an erasure that was lifted counts again once the person is erased again', async () => {
  const { eraser } = createWorld();
  await eraser.erase(homer, call);
  await eraser.allowAgain(homer, call);
  await eraser.erase(homer, call);
  expect(await eraser.applyAgain(call)).toBe(1);
  expect(await eraser.allowAgain(homer, call)).toBe(true);
  expect(await eraser.applyAgain(call)).toBe(0);
});

test('an erasure that was recorded without an id can be lifted, and counts until then', async () => {
  const { objects, directory, eraser } = createWorld();
  const [person] = await directory.erasures.find(homer, call);
  objects.put(`erasures/${person?.subject}`, '');
  expect(await eraser.applyAgain(call)).toBe(1);
  expect(await eraser.allowAgain(homer, call)).toBe(true);
  expect(await eraser.applyAgain(call)).toBe(0);
});

test('the certificate of an erasure after a lift tells nothing of the one before', async () => {
  const { eraser } = createWorld();
  await eraser.erase(homer, call);
  await eraser.allowAgain(homer, call);
  expect(await eraser.erase(homer, call)).toMatchObject({ rows: 0, files: { deleted: [] } });
});
