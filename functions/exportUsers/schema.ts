// The request and the response of exportUsers.
import * as z from 'zod/mini';
import { directRequest } from '#layers/entry/direct/directRequest.ts';
import type { Exported } from '#layers/people/exports/exporter.ts';

export const exportUsersSchema = {
  request: directRequest({ guard: z._default(z.boolean({ error: 'must be true or false' }), true) }),
  response: ({ key, count, sha256, bytes }: Exported): Exported => ({ key, count, sha256, bytes }),
};
