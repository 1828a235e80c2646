// The events that newQueueFunction accepts.
import * as z from 'zod/mini';
import { cloudEvent } from '#layers/entry/events/cloudEvent.ts';
import { email } from '#layers/people/user.ts';

export const newQueueFunctionSchema = cloudEvent(
  'new-queue-function.v1',
  z.object({ email }, { error: 'must be an object' }),
);
