// eraseUser in process, over a directory and a bucket in memory.
import { beforeEach, expect, test } from '@jest/globals';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { createEraser } from '#layers/people/erasures/eraser.ts';
import type { EraseServices } from '#layers/services.ts';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { createInMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { withoutWriters } from '#tests/support/inMemoryLeases.ts';
import { createInMemoryObjectStore, type InMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { eraseUser } from './handler.ts';
import { eraseUserSchema } from './schema.ts';

let services: EraseServices;
let objects: InMemoryObjectStore;
beforeEach(() => {
  const { erasures } = createInMemoryDirectory([{ email: 'homer@x.co', phoneNumber: '1' }]);
  objects = createInMemoryObjectStore();
  objects.put('incoming/a.csv', 'email,phoneNumber\nhomer@x.co,1\n');
  objects.put('exports/b.csv', 'email,phoneNumber\nmarge@x.co,2\n');
  const retention = { backupDays: 7, eventArchiveDays: 0 };
  services = { eraser: createEraser({ ...withoutWriters(), erasures, objects, retention, now: () => 0 }) };
});

const invoke = (event: unknown) => createInvoke(eraseUserSchema, eraseUser, () => services)(event);

test('returns the certificate, and logs counts without the person', async () => {
  const { answer, lines } = await invoke({ email: ' Homer@x.co ' });
  expect(answer).toEqual({
    complete: true,
    subjects: [expect.any(String)],
    erasedAt: '1970-01-01T00:00:00.000Z',
    rows: 1,
    files: { read: 2, deleted: ['incoming/a.csv'], aborted: [], unreadable: [] },
    interrupted: [{ file: 'incoming/a.csv', job: expect.any(String), line: 0 }],
    until: { backups: '1970-01-08T00:00:00.000Z', queues: '1970-01-29T00:00:00.000Z' },
  });
  expect(lines).toMatchObject([
    {
      level: 'info',
      counts: { rows: 1, filesRead: 2, filesDeleted: 1, filesUnreadable: 0, importsInterrupted: 1 },
    },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/homer/i);
});

test('of somebody unknown succeeds with zeros', async () => {
  const { answer } = await invoke({ email: 'nobody@x.co' });
  expect(answer).toMatchObject({ rows: 0, files: { read: 2, deleted: [] } });
});

test('names a file that it cannot read, and deletes it when it is asked for that', async () => {
  objects.put('incoming/people.xlsx', 'PK\x03\x04');
  const unreadable = ['incoming/people.xlsx'];
  const { answer, lines } = await invoke({ email: 'homer@x.co' });
  expect(answer).toMatchObject({ complete: false, files: { unreadable, deleted: ['incoming/a.csv'] } });
  expect(lines).toMatchObject([{ counts: { filesUnreadable: 1 } }]);
  expect(objects.objects.has('incoming/people.xlsx')).toBe(true);
  const deleted = ['incoming/a.csv', 'incoming/people.xlsx'];
  const again = await invoke({ email: 'homer@x.co', unreadable: 'delete' });
  expect(again.answer).toMatchObject({ complete: true, files: { unreadable: [], deleted } });
  expect(objects.objects.has('incoming/people.xlsx')).toBe(false);
});

test('lifts an erasure, and tells whether there was one', async () => {
  await invoke({ email: 'homer@x.co' });
  const lift = async () => (await invoke({ email: 'homer@x.co', allowAgain: true })).answer;
  expect([await lift(), await lift()]).toEqual([{ lifted: true }, { lifted: false }]);
});

test.each([
  [7, 'request must be an object.'],
  [{}, 'email is required.'],
  [{ email: ' ' }, 'email must not be empty.'],
  [{ email: 'homer@x.co', allowAgain: 'yes' }, 'allowAgain must be true or false.'],
  [{ email: 'homer@x.co', unreadable: true }, 'unreadable must be keep or delete.'],
  [
    { email: 'homer@x.co', allowagain: true },
    'allowagain is unknown: a request may have email, allowAgain, unreadable.',
  ],
  [
    { email: 'homer@x.co', dryRun: true },
    'dryRun is unknown: a request may have email, allowAgain, unreadable.',
  ],
])('refuses %j, and erases nobody', async (event, message) => {
  await expect(invoke(event)).rejects.toMatchObject({ name: 'InvalidRequest', message });
  const { answer } = await invoke({ email: 'homer@x.co' });
  expect(answer).toMatchObject({ rows: 1, files: { deleted: ['incoming/a.csv'] } });
});

test('throws by name that the bucket cannot be reached', async () => {
  const { eraser } = services;
  const erase = () => Promise.reject(new ObjectStoreError('unavailable', 'SlowDown'));
  services = { eraser: { ...eraser, erase } };
  await expect(invoke({ email: 'homer@x.co' })).rejects.toMatchObject({ name: 'BucketUnavailable' });
});
