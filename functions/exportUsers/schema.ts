// The request and the response of exportUsers.
import * as z from 'zod/mini';
import type { Exported } from '#layers/exports/exporter.ts';
import { directRequest } from '#layers/http/directRequest.ts';

export const exportUsersSchema = {
  request: directRequest({ guard: z._default(z.boolean({ error: 'must be true or false' }), true) }),
  response: ({ key, count, sha256, bytes }: Exported): Exported => ({ key, count, sha256, bytes }),
};
