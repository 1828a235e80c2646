// Reads the next item of a stream while the last one is used.
import { setImmediate } from 'node:timers/promises';

/** Yields the same items, and throws what `items` throws after those before it. */
export const readAhead = async function* <Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = items.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      // The user of this item sends its request first, and waits for the answer while the next item is read.
      next = setImmediate().then(() => items.next());
      // Thrown when it is awaited.
      next.catch(() => {});
      yield value;
    }
  } finally {
    await next.catch(() => {});
    await items.return(undefined);
  }
};
