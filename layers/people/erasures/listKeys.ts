// All keys of the bucket below a prefix, page by page.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ObjectStore } from '#layers/aws/s3/objectStore.ts';

export async function* listKeys(
  objects: Pick<ObjectStore, 'list'>,
  prefix: string,
  call: CallContext,
): AsyncGenerator<string> {
  let keys = await objects.list(prefix, call);
  while (keys.length > 0) {
    yield* keys;
    keys = await objects.list(prefix, call, keys.at(-1));
  }
}
