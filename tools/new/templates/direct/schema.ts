// The request and the response of newDirectFunction.
import * as z from 'zod/mini';
import { email } from '#layers/people/user.ts';

export const newDirectFunctionSchema = {
  request: z.object({ email }, { error: 'must be an object' }),
  response: ({ found }: { found: boolean }) => ({ found }),
};
