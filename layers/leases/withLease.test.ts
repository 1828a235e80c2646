// A lease around work: open before the first read, closed when every write was answered.
import { expect, test } from '@jest/globals';
import { DatabaseError } from '#layers/database/databaseError.ts';
import { PublicError } from '#layers/errors/publicError.ts';
import { ObjectStoreError } from '#layers/objects/objectStore.ts';
import { createInMemoryLeases } from '#tests/support/inMemoryLeases.ts';
import { withLease } from './withLease.ts';

const call = { deadlineMs: 100_000 };

const createWorld = () => {
  let nowMs = 0;
  const now = () => nowMs;
  const leases = createInMemoryLeases(now);
  const run = <Result>(work: () => Promise<Result>) => withLease({ leases: leases.exports, now }, call, work);
  const wait = (ms: number) => {
    nowMs += ms;
  };
  return { leases, run, wait };
};

test('work that ends has a lease as long as it runs', async () => {
  const { leases, run } = createWorld();
  expect(await run(() => leases.list(call))).toHaveLength(1);
  expect(await leases.list(call)).toEqual([]);
});

test('work that is killed has a lease until a minute after its deadline', async () => {
  const { leases, run, wait } = createWorld();
  void run(() => new Promise(() => {}));
  wait(160_000);
  expect(await leases.list(call)).toMatchObject([{ expiresInMs: 0 }]);
  wait(1);
  expect(await leases.list(call)).toEqual([]);
});

test.each([
  new DatabaseError('transient', 'Timeout'),
  new PublicError('ExportUnfinished'),
  new ObjectStoreError('missing', 'NoSuchUpload'),
])('a failure that leaves no write in work closes the lease: %s', async (error) => {
  const { leases, run } = createWorld();
  await expect(run(() => Promise.reject(error))).rejects.toBe(error);
  expect(await leases.list(call)).toEqual([]);
});

test.each([new ObjectStoreError('unavailable', 'TimeoutError'), new Error('unknown')])(
  'a failure after which a write may still land leaves the lease to expire: %s',
  async (error) => {
    const { leases, run } = createWorld();
    await expect(run(() => Promise.reject(error))).rejects.toBe(error);
    expect(await leases.list(call)).toHaveLength(1);
  },
);

test('no work begins without a lease', async () => {
  const error = new DatabaseError('transient', 'Timeout');
  const leases = { open: () => Promise.reject(error), close: async () => {} };
  let begun = false;
  const work = async () => {
    begun = true;
  };
  await expect(withLease({ leases, now: Date.now }, call, work)).rejects.toBe(error);
  expect(begun).toBe(false);
});

test('a lease that cannot be closed takes nothing from the result', async () => {
  const leases = { open: async () => {}, close: () => Promise.reject(new Error('lost')) };
  expect(await withLease({ leases, now: Date.now }, call, async () => 'done')).toBe('done');
});
