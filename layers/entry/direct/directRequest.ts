// The schema of a request that nobody but a direct invocation sends.
import * as z from 'zod/mini';

/**
 * An object that has no members but these: a misspelled member must not be taken for an absent one, since what these
 * functions do cannot be undone.
 */
export const directRequest = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => {
  const names = Object.keys(shape).join(', ');
  const unknown = `is unknown: a request ${names ? `may have ${names}` : 'has no members'}`;
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? unknown : 'must be an object'),
  });
};
