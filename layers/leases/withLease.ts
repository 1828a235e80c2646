// Runs work that writes files of people under a lease, so that an erasure can wait for its writes.
import { randomUUID } from 'node:crypto';
import type { CallContext } from '#layers/database/database.ts';
import { DatabaseError } from '#layers/database/databaseError.ts';
import { PublicError } from '#layers/errors/publicError.ts';
import { ObjectStoreError } from '#layers/objects/objectStore.ts';
import type { WriterLeases } from './writerLeases.ts';

/** How long after the deadline a write of a function that was killed may still land, twice over. */
const lateMs = 60_000;

/** Whether every write to the bucket was answered before the error: no other of them is in work when one of these is thrown. */
const isAnswered = (error: unknown): boolean =>
  error instanceof DatabaseError ||
  error instanceof PublicError ||
  (error instanceof ObjectStoreError && error.kind !== 'unavailable');

type Options = { leases: WriterLeases; now: () => number; newId?: () => string };

/**
 * Opens the lease before the work begins and closes it when every write of the work was answered; otherwise it expires, later
 * than such a write can land. Throws DatabaseError when it cannot be opened, and what the work throws.
 */
export const withLease = async <Result>(
  { leases, now, newId = randomUUID }: Options,
  call: CallContext,
  work: () => Promise<Result>,
): Promise<Result> => {
  const id = newId();
  await leases.open(id, Math.max(call.deadlineMs - now(), 0) + lateMs, call);
  // One that cannot be closed expires.
  const close = () => leases.close(id, call).catch(() => {});
  try {
    const result = await work();
    await close();
    return result;
  } catch (error) {
    if (isAnswered(error)) await close();
    throw error;
  }
};
