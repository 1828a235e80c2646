// The request and the response of GET /new-http-function.
import * as z from 'zod/mini';
import { email } from '#layers/people/user.ts';

export const newHttpFunctionSchema = {
  methods: ['GET', 'HEAD'],
  request: z.object({ email }, { error: 'must be an object' }),
  response: ({ found }: { found: boolean }) => ({ found }),
} as const;
