// What the migrate function accepts and returns.
import * as z from 'zod/mini';

export const migrateSchema = {
  request: z.object({}, { error: 'must be an object' }),
  response: ({ applied }: { applied: string[] }) => ({ applied }),
};
