// The request and the response of exportUsers.
import * as z from 'zod/mini';
import { directRequest } from '#layers/entry/direct/directRequest.ts';
import { exportForms } from '#layers/people/bucketLayout.ts';
import type { Exported } from '#layers/people/exports/exporter.ts';

export const exportUsersSchema = {
  request: directRequest({
    form: z._default(z.enum(exportForms, { error: `must be one of ${exportForms.join(', ')}` }), 'csv'),
  }),
  response: ({ key, count, sha256, bytes }: Exported): Exported => ({ key, count, sha256, bytes }),
};
