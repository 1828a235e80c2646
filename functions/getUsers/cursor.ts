// The opaque cursor of GET /users: the id of the last user of a page.
import * as z from 'zod/mini';

/** The Data API sends an id as a signed 64-bit integer at most. */
const maxId = 2n ** 63n - 1n;

/** Versioned, so that this form cannot be mistaken for a later one. */
export const encodeCursor = (id: bigint): string => Buffer.from(`1:${id}`).toString('base64url');

/** Returns the id in a cursor, or undefined for every text that encodeCursor does not return. */
export const decodeCursor = (text: string): bigint | undefined => {
  const digits = /^1:([1-9]\d{0,18})$/.exec(Buffer.from(text, 'base64url').toString())?.[1];
  if (digits === undefined) return undefined;
  const id = BigInt(digits);
  return id <= maxId && encodeCursor(id) === text ? id : undefined;
};

export const cursor = z.pipe(
  z.string({ error: ({ input }) => (Array.isArray(input) ? 'must be given once' : 'must be a string') }),
  z.transform((text: string, { issues }) => {
    const id = decodeCursor(text);
    if (id !== undefined) return id;
    const message = 'must be a cursor from the Link header of an earlier page';
    issues.push({ code: 'custom', message, input: text });
    return z.NEVER;
  }),
);
