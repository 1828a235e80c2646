// The writes of a piece of work to a bucket, and whether one of them may still land.
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { type ObjectStore, ObjectStoreError, type Written } from '#layers/aws/s3/objectStore.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';

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
export const watchWrites = <Store extends Writer>(store: Store) => {
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
