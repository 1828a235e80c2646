// The Lambda function newScheduleFunction, which a schedule invokes.
import type * as z from 'zod/mini';
import { createDirectHandler } from '#layers/entry/direct/createDirectHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import { getServices, type Services } from '#layers/services.ts';
import { newScheduleFunctionSchema } from './schema.ts';

type NewScheduleFunctionRequest = z.output<typeof newScheduleFunctionSchema.request>;

export const newScheduleFunction: UseCase<NewScheduleFunctionRequest, { found: boolean }, Services> =
  ({ users }) =>
  async ({ email }, call) => {
    const user = await users.findByEmail(email, call);
    return { body: { found: user !== undefined } };
  };

export const handler = createDirectHandler(newScheduleFunctionSchema, newScheduleFunction, getServices);
