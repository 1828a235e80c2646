// Runs work that writes files of people under a lease, so that an erasure can wait for its writes.
import { randomUUID } from 'node:crypto';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { type ObjectStore, ObjectStoreError, type Written } from '#layers/aws/s3/objectStore.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import type { WriterLeases } from './writerLeases.ts';

export type Writer = Pick<ObjectStore, 'write' | 'writeStream'>;

/** Whether the write is over that failed with the error: the bucket refused it, or its stream could not be read. */
const isOver = (error: unknown): boolean => {
  if (!(error instanceof ObjectStoreError)) return false;
  const { kind, cause } = error;
  return kind !== 'unavailable' || cause instanceof DatabaseError || cause instanceof PublicError;
};

/**
 * Returns the same store, and whether a write to it may still land: one that is under way, that was not answered, or that
 * was answered at a later attempt than its first.
 */
const watchWrites = <Store extends Writer>(store: Store) => {
  let open = 0;
  const watch = async (write: Promise<Written>): Promise<Written> => {
    open += 1;
    try {
      const written = await write;
      if (written.attempts === 1) open -= 1;
      return written;
    } catch (error) {
      if (isOver(error)) open -= 1;
      throw error;
    }
  };
  const watched: Writer = {
    write: (...args) => watch(store.write(...args)),
    writeStream: (...args) => watch(store.writeStream(...args)),
  };
  return { store: { ...store, ...watched }, mayLand: () => open > 0 };
};

/** How long after the deadline a write of a function that was killed may still land, twice over. */
const lateMs = 60_000;

type Options<Store> = {
  leases: WriterLeases;
  store: Store;
  now: () => number;
  newId?: (() => string) | undefined;
};

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
