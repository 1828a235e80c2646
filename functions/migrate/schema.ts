// What the migrate function accepts and returns.
import * as z from 'zod';

export const migrateSchema = {
  request: z.object({}, { error: 'must be an object' }),
  response: z.object({ applied: z.array(z.string()) }),
};
