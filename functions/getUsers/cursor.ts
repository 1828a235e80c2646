// The opaque cursor of GET /users: the id of the last user of a page. Used by schema.ts and handler.ts.
import * as z from 'zod/mini';

/** Ids are signed 64-bit at most on the Data API's wire. */
const maxId = 2n ** 63n - 1n;

/** Versioned, so that a later cursor of another form cannot be mistaken for this one. */
export const encodeCursor = (id: bigint): string => Buffer.from(`1:${id}`).toString('base64url');

/** The id in a cursor, or undefined for any text that encodeCursor does not make. */
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
