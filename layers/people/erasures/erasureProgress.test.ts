// What an attempt at an erasure has found is kept, though its writes to the bucket land late.
import { expect, test } from '@jest/globals';
import type { ObjectStore } from '#layers/aws/s3/objectStore.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { ErasureProgress } from './erasureProgress.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const erasedAt = '2026-01-31T12:00:00.000Z';

test('a write that is sent twice and lands once more later takes nothing from what was found since', async () => {
  const bucket = createInMemoryObjectStore();
  const late: (() => Promise<unknown>)[] = [];
  const store: ObjectStore = {
    ...bucket,
    async write(...args) {
      late.push(() => bucket.write(...args));
      await bucket.write(...args);
      return { attempts: 2 };
    },
  };
  const progress = new ErasureProgress(store, ['subject'], erasedAt, call);
  await progress.add({ deleted: ['a'] });
  await progress.add({ deleted: ['b'] });
  await late[0]?.();
  const next = new ErasureProgress(bucket, ['subject'], erasedAt, call);
  await next.add({});
  expect(next.found.deleted.sort()).toEqual(['a', 'b']);
});
