// The request and the response of newScheduleFunction.
import * as z from 'zod/mini';
import { email } from '#layers/people/user.ts';

export const newScheduleFunctionSchema = {
  request: z.object({ email }, { error: 'must be an object' }),
  response: ({ found }: { found: boolean }) => ({ found }),
};
