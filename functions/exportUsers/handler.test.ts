// exportUsers in process, over a directory and a bucket in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { createExporter } from '#layers/people/exports/exporter.ts';
import type { ExportServices } from '#layers/services.ts';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { lambdaContext } from '#tests/support/events.ts';
import { createInMemoryLeases } from '#tests/support/inMemoryLeases.ts';
import { createInMemoryObjectStore, type InMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { createInMemoryUsers } from '#tests/support/inMemoryUsers.ts';
import { people } from '#tests/support/people.ts';
import { exportUsers } from './handler.ts';
import { exportUsersSchema } from './schema.ts';

const start = 'exports/1970-01-01T00:00:00.000Z';
const key = `${start}.csv`;

let store: InMemoryObjectStore;
beforeEach(() => {
  store = createInMemoryObjectStore();
});

const invokeWith = (services: () => ExportServices, event: unknown, remainingMs = 900_000) =>
  createInvoke(exportUsersSchema, exportUsers, services)(event, lambdaContext(remainingMs));
const invoke = (event: unknown, remainingMs?: number) => {
  const users = createInMemoryUsers(people);
  const exporter = createExporter({
    users,
    store,
    leases: createInMemoryLeases().exports,
    order: 'time',
    now: () => 0,
  });
  return invokeWith(() => ({ exporter }), event, remainingMs);
};
const textOf = (end = '.csv') => store.objects.get(start + end)?.body.toString();

test('exports everybody with guarded cells, returns the manifest and logs counts', async () => {
  const { answer, lines } = await invoke({});
  const bytes = store.objects.get(key)?.body.length;
  expect(answer).toEqual({
    key,
    count: people.length,
    sha256: expect.stringMatching(/^[\da-f]{64}$/),
    bytes,
  });
  expect(textOf()).toMatch(/^\ufeffemail,phoneNumber\r\nhomer@thesimpsons.com,"\t\+1 888 /);
  expect(lines).toMatchObject([{ level: 'info', counts: { people: people.length, bytes } }]);
  expect(JSON.stringify(lines)).not.toMatch(/@|\+1/);
});

test('the sample plain.json leaves cells as they are', async () => {
  const sample = readFileSync(join(import.meta.dirname, 'events/plain.json'), 'utf8');
  await invoke(JSON.parse(sample));
  expect(textOf('.plain.csv')).toMatch(/^email,phoneNumber\r\nhomer@thesimpsons.com,\+1 888 /);
});

test.each([
  [7, 'request must be an object.'],
  [{ form: 'xls' }, 'form must be one of csv, semicolon, plain, xlsx.'],
  [{ guard: false }, 'guard is unknown: a request may have form.'],
])('refuses %j, and writes no file', async (event, message) => {
  await expect(invoke(event)).rejects.toMatchObject({ name: 'InvalidRequest', message });
  expect(store.objects.size).toBe(0);
});

test('throws by name that its time does not suffice', async () => {
  await expect(invoke({}, 10_000)).rejects.toMatchObject({ name: 'ExportUnfinished' });
  expect(store.objects.size).toBe(0);
});

test('throws by name that the bucket cannot be reached', async () => {
  const error = new ObjectStoreError('unavailable', 'TimeoutError');
  const services = () => ({ exporter: { export: () => Promise.reject(error) } });
  await expect(invokeWith(services, {})).rejects.toMatchObject({ name: 'BucketUnavailable' });
});
