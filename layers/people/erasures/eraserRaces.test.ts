// Erasures and lifts of one person at once, in random order, either killed at any call.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { createInMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { withoutWriters } from '#tests/support/inMemoryLeases.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { createEraser } from './eraser.ts';
import { createErasureRecord } from './erasureRecord.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const homer = 'homer@x.co';
const never = Number.POSITIVE_INFINITY;

/** A copy of the port, each of whose calls waits for its turn; call number `killedAt` and every later one never returns. */
const onTurn = <Port extends object>(port: Port, scheduler: fc.Scheduler, killer: () => boolean): Port =>
  Object.fromEntries(
    Object.entries(port).map(([name, method]) => [
      name,
      typeof method !== 'function'
        ? method
        : async (...args: unknown[]) => {
            await scheduler.schedule(Promise.resolve(), name);
            if (killer()) throw new Error('killed');
            return method(...args);
          },
    ]),
  ) as Port;

const createWorld = () => {
  const directory = createInMemoryDirectory([{ email: homer, phoneNumber: '1' }]);
  const objects = createInMemoryObjectStore();
  // Without the event loop, on whose turns nothing but the other's calls would run.
  objects.read = async (key) => {
    const object = objects.objects.get(key);
    if (!object) throw new ObjectStoreError('missing', 'NoSuchKey');
    return [new Uint8Array(object.body)] as unknown as AsyncIterable<Uint8Array>;
  };
  const eraserOf = (scheduler: fc.Scheduler, killedAt: number) => {
    let calls = 0;
    const killer = () => {
      calls += 1;
      return calls >= killedAt;
    };
    return createEraser({
      ...withoutWriters(),
      erasures: onTurn(directory.erasures, scheduler, killer),
      objects: onTurn(objects, scheduler, killer),
      retention: { backupDays: 1, eventArchiveDays: 0 },
      now: () => 0,
    });
  };
  const state = async () => {
    const [person] = await directory.erasures.find(homer, call);
    const inForce = await createErasureRecord({ objects }).list(call);
    return { isErased: person?.state === 'erased', isInForce: inForce.length > 0 };
  };
  return { eraserOf, state };
};

const killing = fc.oneof(
  { weight: 1, arbitrary: fc.constant(never) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 30 }) },
);

test('an erasure beside a lift leaves database and bucket of one mind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, wasErased) => {
      const { eraserOf, state } = createWorld();
      if (wasErased) {
        const before = eraserOf(scheduler, never).erase(homer, call);
        await scheduler.waitFor(before);
      }
      const both = Promise.all([
        eraserOf(scheduler, never).erase(homer, call),
        eraserOf(scheduler, never).allowAgain(homer, call),
      ]);
      await scheduler.waitFor(both);
      const { isErased, isInForce } = await state();
      expect(isInForce).toBe(isErased);
    }),
    { numRuns: 500 },
  );
});

test('whoever is erased stays erased after a restore, though lifts were killed at any call', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.boolean(),
      killing,
      killing,
      async (scheduler, wasErased, erase, lift) => {
        const { eraserOf, state } = createWorld();
        if (wasErased) await scheduler.waitFor(eraserOf(scheduler, never).erase(homer, call));
        const outcome = (work: Promise<unknown>) =>
          work.then(
            () => true,
            () => false,
          );
        const both = Promise.all([
          outcome(eraserOf(scheduler, erase).erase(homer, call)),
          outcome(eraserOf(scheduler, lift).allowAgain(homer, call)),
        ]);
        const [isCertified] = await scheduler.waitFor(both);
        // Who was told of a fault calls again.
        if (!isCertified) await scheduler.waitFor(eraserOf(scheduler, never).erase(homer, call));
        const { isErased, isInForce } = await state();
        if (isErased) expect(isInForce).toBe(true);
        if (!isCertified) expect(isErased).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
