// The request and the response of the migrate function.
import * as z from 'zod/mini';

export const migrateSchema = {
  request: z.object({}, { error: 'must be an object' }),
  response: ({ applied }: { applied: string[] }) => ({ applied }),
};
