// Reads an object from a byte on, in requests of a bounded size.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ObjectStore, ObjectVersion } from '#layers/aws/s3/objectStore.ts';

/** Per request. */
const partBytes = 8 * 1024 * 1024;
/** What follows has in work at once. */
const blockBytes = 64 * 1024;

/** Ends at `sizeBytes`. Throws ObjectStoreError, `changed` when the object was replaced meanwhile. */
export const readBlocks = async function* (
  store: ObjectStore,
  version: ObjectVersion,
  { from, sizeBytes }: { from: number; sizeBytes: number },
  call: CallContext,
): AsyncGenerator<Buffer> {
  for (let at = from; at < sizeBytes; at += partBytes) {
    const range = { from: at, to: Math.min(at + partBytes, sizeBytes) };
    const part = await store.readRange(version, range, call);
    for (let start = 0; start < part.length; start += blockBytes) {
      yield part.subarray(start, start + blockBytes);
    }
  }
};
