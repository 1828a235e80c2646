// The request and the response of purgeUsers.
import * as z from 'zod/mini';
import type { Purged } from '#layers/erasures/purger.ts';

export const purgeUsersSchema = {
  request: z.object({}, { error: 'must be an object' }),
  response: (purged: Purged): Purged => purged,
};
