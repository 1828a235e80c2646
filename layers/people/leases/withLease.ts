// Runs work that writes files of people under a lease, so that an erasure can wait for its writes.
import { randomUUID } from 'node:crypto';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { type Writer, watchWrites } from './watchWrites.ts';
import type { WriterLeases } from './writerLeases.ts';

/** How long after the deadline a write of a function that was killed may still land, twice over. */
const lateMs = 60_000;

type Options<Store> = { leases: WriterLeases; store: Store; now: () => number; newId?: () => string };

/**
 * Opens the lease before the work begins and closes it when every write of the work to the store that it is given was answered
 * at its first attempt; otherwise it expires, later than such a write can land. Throws DatabaseError when it cannot be opened,
 * and what the work throws.
 */
export const withLease = async <Store extends Writer, Result>(
  { leases, store, now, newId = randomUUID }: Options<Store>,
  call: CallContext,
  work: (store: Store) => Promise<Result>,
): Promise<Result> => {
  const id = newId();
  const writes = watchWrites(store);
  await leases.open(id, Math.max(call.deadlineMs - now(), 0) + lateMs, call);
  try {
    return await work(writes.store);
  } finally {
    // One that cannot be closed expires.
    if (!writes.mayLand()) await leases.close(id, call).catch(() => {});
  }
};
