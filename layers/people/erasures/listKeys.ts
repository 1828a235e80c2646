// The keys of the bucket below a prefix.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ObjectStore } from '#layers/aws/s3/objectStore.ts';

type Store = Pick<ObjectStore, 'list'>;

/** Yields pages of keys, none of them empty, in the order of their bytes. Throws ObjectStoreError. */
export async function* listPages(
  objects: Store,
  prefix: string,
  call: CallContext,
): AsyncGenerator<string[]> {
  let keys = await objects.list(prefix, call);
  while (keys.length > 0) {
    yield keys;
    keys = await objects.list(prefix, call, keys.at(-1));
  }
}

/** Yields all keys, in the order of their bytes. Throws ObjectStoreError. */
export async function* listKeys(objects: Store, prefix: string, call: CallContext): AsyncGenerator<string> {
  for await (const page of listPages(objects, prefix, call)) yield* page;
}
