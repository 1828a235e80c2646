// importUsers in process, over a directory and a bucket in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { ObjectStoreError, type ObjectVersion } from '#layers/aws/s3/objectStore.ts';
import type { ImportLine } from '#layers/base/logger.ts';
import { createImportHandler } from '#layers/entry/files/createImportHandler.ts';
import type { ImportServices } from '#layers/people/imports/importRun.ts';
import { lambdaContext } from '#tests/support/events.ts';
import { createInMemoryImports, type InMemoryImports } from '#tests/support/inMemoryImports.ts';
import { importUsers } from './handler.ts';

let imports: InMemoryImports;
let lines: ImportLine[];
beforeEach(() => {
  imports = createInMemoryImports();
  lines = [];
});

const invoke = (
  event: unknown,
  services: () => ImportServices = () => imports.services,
  remainingMs = 300_000,
) =>
  createImportHandler(importUsers, services, { log: (line) => lines.push(line), now: Date.now })(
    event,
    lambdaContext(remainingMs),
  );

const notificationOf = ({ key, etag }: ObjectVersion) => ({
  Records: [
    {
      eventSource: 'aws:s3',
      s3: { object: { key: encodeURIComponent(key).replaceAll('%20', '+'), eTag: etag } },
    },
  ],
});
const queued = (...bodies: unknown[]) => ({
  Records: bodies.map((body, index) => ({
    messageId: `message-${index}`,
    body: JSON.stringify(body),
    eventSource: 'aws:sqs',
  })),
});

test('imports the object of a notification, and logs one line of counts and rules', async () => {
  const version = imports.store.put('incoming/people of ü.csv', 'email,phoneNumber\na@x,111\nb,222\n');
  expect(await invoke(queued(notificationOf(version)))).toEqual({ batchItemFailures: [] });
  expect(await imports.readAll()).toEqual([{ email: 'a@x', phoneNumber: '111' }]);
  expect(lines).toEqual([
    {
      level: 'warn',
      requestId: 'request-1',
      route: 'users-test-function',
      durationMs: expect.any(Number),
      job: imports.jobOf(version.key),
      state: 'done',
      read: 2,
      applied: 1,
      unchanged: 0,
      rejected: 1,
      bytes: 32,
      violations: { 'email must contain an @': 1 },
    },
  ]);
});

test('holds a lease for the file while it is imported', async () => {
  const version = imports.store.put('incoming/a.csv', 'email,phoneNumber\na@x,111\n');
  const held: boolean[] = [];
  const isHeld = () => imports.leases.isImporting('incoming/a.csv', { deadlineMs: Number.POSITIVE_INFINITY });
  const { describe } = imports.services.store;
  const store = {
    ...imports.services.store,
    describe: async (...args: Parameters<typeof describe>) => {
      held.push(await isHeld());
      return describe(...args);
    },
  };
  await invoke(queued(notificationOf(version)), () => ({ ...imports.services, store }));
  expect(held).toEqual([true]);
  expect(await isHeld()).toBe(false);
});

test('imports the object that it is invoked with', async () => {
  const version = imports.store.put('incoming/a.csv', 'email,phoneNumber\na@x,111\n');
  expect(await invoke(version)).toMatchObject({ outcomes: [{ state: 'done' }] });
  expect(lines).toMatchObject([{ level: 'info', read: 1 }]);
  expect(imports.sent).toEqual([]);
});

test('sends a message to go on when its time runs out', async () => {
  const rows = Array.from({ length: 1_500 }, (_, index) => `user${index % 9}@x,111\n`).join('');
  const version = imports.store.put('incoming/a.csv', `email,phoneNumber\n${rows}`);
  await invoke(queued(notificationOf(version)), undefined, 10_000);
  expect(lines).toMatchObject([{ level: 'info', state: 'running', read: 1_000 }]);
  expect(imports.sent).toEqual([JSON.stringify({ key: version.key, job: imports.jobOf(version.key) })]);
  await invoke(queued(JSON.parse(imports.sent[0] ?? '')));
  expect(lines).toMatchObject([{ state: 'running' }, { state: 'done', read: 1_500 }]);
});

test('reports a message whose import failed, with the cause', async () => {
  const version = imports.store.put('incoming/a.csv', 'email,phoneNumber\n');
  const readRange = () => Promise.reject(new ObjectStoreError('unavailable', 'SlowDown'));
  const services = { ...imports.services, store: { ...imports.store, readRange } };
  const missing = { key: 'incoming/b.csv', etag: 'x' };
  expect(await invoke(queued(notificationOf(version), notificationOf(missing)), () => services)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'message-0' }],
  });
  expect(lines).toMatchObject([
    { level: 'error', cause: ['unavailable: SlowDown'] },
    { level: 'info', state: 'superseded' },
  ]);
});

test.each([
  ['a row', 'email,phoneNumber\ncanary@x.co,111\n'],
  ['a row that is refused', 'email,phoneNumber\ncanary.x.co,canary\n'],
  ['a row of too many cells', 'email,phoneNumber\ncanary@x.co,111,canary\n'],
  ['an unclosed quote', 'email,phoneNumber\n"canary@x.co,111\n'],
  ['a cell that is too long', `email,phoneNumber\ncanary@x.co,${'canary'.repeat(12_000)}\n`],
  ['a file without a header', 'canary@x.co,111\n'],
  ['a header', 'email,phoneNumber,canary@x.co\n'],
  ['no UTF-8', Buffer.from('email,phoneNumber\ncanary\xff@x.co,111\n', 'latin1')],
  ['another format', '<canary@x.co>'],
])('shows no address of %s in a log line, a result or a name', async (_name, text) => {
  const version = imports.store.put('incoming/a.csv', text);
  await invoke(queued(notificationOf(version)));
  const results = imports.read(`results/${imports.jobOf(version.key)}.json`);
  const names = [...imports.store.objects.keys()];
  expect(results).toMatch(/"state": "(done|failed)"/);
  expect(JSON.stringify([lines, results, names])).not.toMatch(/canary/i);
});

test('shows no address of metadata that are refused', async () => {
  await invoke(queued(notificationOf(imports.store.put('incoming/a.csv', '', { 'as-of': 'canary@x.co' }))));
  expect(lines).toMatchObject([{ state: 'failed' }]);
  expect(
    JSON.stringify([lines, [...imports.store.objects].map(([key, { body }]) => [key, String(body)])]),
  ).not.toMatch(/canary/);
});

test('shows nothing of an unforeseen error', async () => {
  const version = imports.store.put('incoming/homer@x.csv', 'email,phoneNumber\n');
  const services = () => {
    throw new TypeError('homer@x is not iterable');
  };
  const failure = await Promise.resolve(invoke(version, services)).catch((error: Error) => error);
  expect(failure).toMatchObject({
    name: 'InternalError',
    stack: 'InternalError: The request could not be answered.',
  });
  expect(JSON.stringify(lines)).not.toContain('homer');
});

test('drops the message by which S3 tests a notification', async () => {
  expect(await invoke(queued({ Service: 'Amazon S3', Event: 's3:TestEvent' }))).toEqual({
    batchItemFailures: [],
  });
  expect(lines).toEqual([]);
});

test.each([
  ['about a report', { key: 'results/canary.json' }],
  ['that is null', null],
  ['of another kind', { canary: true }],
])(
  'fails a message %s, which its queue makes a dead letter, and shows nothing of it',
  async (_name, body) => {
    expect(await invoke(queued(body))).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
    expect(lines).toMatchObject([
      { level: 'error', cause: expect.arrayContaining([expect.stringContaining('UnknownMessage')]) },
    ]);
    expect(JSON.stringify(lines)).not.toContain('canary');
  },
);

test('imports the object of an event that S3 sends by EventBridge', async () => {
  const { key, etag } = imports.store.put('incoming/a+b.csv', 'email,phoneNumber\na@x,111\n');
  const detail = { version: '0', bucket: { name: 'b' }, object: { key, etag, size: 26, sequencer: '1' } };
  await invoke(queued({ source: 'aws.s3', 'detail-type': 'Object Created', detail }));
  expect(lines).toMatchObject([{ state: 'done', applied: 1 }]);
});

test('the sample names an object', async () => {
  const event = JSON.parse(readFileSync(join(import.meta.dirname, 'events/notification.json'), 'utf8'));
  imports.store.put('incoming/people of 2026.csv', 'email,phoneNumber\n');
  expect(await invoke(event)).toMatchObject({ outcomes: [{ state: 'done' }] });
});
