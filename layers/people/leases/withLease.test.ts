// A lease around work: open before the first read, closed when every write was answered.
import { expect, test } from '@jest/globals';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { ObjectStoreError, type Written } from '#layers/aws/s3/objectStore.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import { createInMemoryLeases } from '#tests/support/inMemoryLeases.ts';
import { type Writer, withLease } from './withLease.ts';

const call = { deadlineMs: 100_000 };
const csv = { contentType: 'text/csv' };
const answered = async (): Promise<Written> => ({ attempts: 1 });
const noBlocks = async function* () {};

const createWorld = (write: () => Promise<Written> = answered) => {
  let nowMs = 0;
  const now = () => nowMs;
  const leases = createInMemoryLeases(now);
  const store: Writer = { write, writeStream: write };
  const run = <Result>(work: (store: Writer) => Promise<Result>) =>
    withLease({ leases: leases.exports, store, now }, call, work);
  const wait = (ms: number) => {
    nowMs += ms;
  };
  return { leases, run, wait };
};

const writing = (store: Writer) => store.write('a', '', csv, call);
const streaming = (store: Writer) => store.writeStream('a', noBlocks(), csv, call);
const ways = [
  ['write', writing],
  ['writeStream', streaming],
] as const;

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

test.each(ways)('a %s that was answered at its first attempt closes the lease', async (_name, work) => {
  const { leases, run } = createWorld();
  expect(await run(work)).toEqual({ attempts: 1 });
  expect(await leases.list(call)).toEqual([]);
});

test.each(ways)(
  'a %s that was answered at its second attempt leaves the lease to expire',
  async (_name, work) => {
    const { leases, run } = createWorld(async () => ({ attempts: 2 }));
    expect(await run(work)).toEqual({ attempts: 2 });
    expect(await leases.list(call)).toHaveLength(1);
  },
);

test.each(ways)(
  'a %s that was not answered leaves the lease to expire, whatever the work makes of it',
  async (_name, work) => {
    const { leases, run } = createWorld(() =>
      Promise.reject(new ObjectStoreError('unavailable', 'TimeoutError')),
    );
    expect(await run((store) => work(store).catch(() => 'done'))).toBe('done');
    expect(await leases.list(call)).toHaveLength(1);
  },
);

test('a write that is under way when the work ends leaves the lease to expire', async () => {
  const { leases, run } = createWorld(() => new Promise(() => {}));
  await run(async (store) => void writing(store));
  expect(await leases.list(call)).toHaveLength(1);
});

test.each([
  new ObjectStoreError('missing', 'NoSuchUpload'),
  new ObjectStoreError('unavailable', 'DatabaseError', { cause: new DatabaseError('transient', 'Timeout') }),
  new ObjectStoreError('unavailable', 'PublicError', { cause: new PublicError('ExportUnfinished') }),
])('a write that was refused, or whose stream failed, closes the lease: %s', async (error) => {
  const { leases, run } = createWorld(() => Promise.reject(error));
  await expect(run(streaming)).rejects.toBe(error);
  expect(await leases.list(call)).toEqual([]);
});

test.each([new DatabaseError('transient', 'Timeout'), new Error('unknown')])(
  'work that fails when its writes were answered closes the lease: %s',
  async (error) => {
    const { leases, run } = createWorld();
    const work = async (store: Writer) => {
      await writing(store);
      throw error;
    };
    await expect(run(work)).rejects.toBe(error);
    expect(await leases.list(call)).toEqual([]);
  },
);

test('no work begins without a lease', async () => {
  const error = new DatabaseError('transient', 'Timeout');
  const leases = { open: () => Promise.reject(error), close: async () => {} };
  const store = { write: answered, writeStream: answered };
  let begun = false;
  const work = async () => {
    begun = true;
  };
  await expect(withLease({ leases, store, now: Date.now }, call, work)).rejects.toBe(error);
  expect(begun).toBe(false);
});

test('a lease that cannot be closed takes nothing from the result', async () => {
  const leases = { open: async () => {}, close: () => Promise.reject(new Error('lost')) };
  const store = { write: answered, writeStream: answered };
  expect(await withLease({ leases, store, now: Date.now }, call, async () => 'done')).toBe('done');
});
