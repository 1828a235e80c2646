// The request and the response of exportUsers.
import * as z from 'zod/mini';
import type { Exported } from '#layers/exports/exporter.ts';

export const exportUsersSchema = {
  request: z.object(
    { guard: z._default(z.boolean({ error: 'must be true or false' }), true) },
    { error: 'must be an object' },
  ),
  response: ({ key, count, sha256, bytes }: Exported): Exported => ({ key, count, sha256, bytes }),
};
