// The Lambda function newDirectFunction, invoked directly.
import type * as z from 'zod/mini';
import { createDirectHandler } from '#layers/entry/direct/createDirectHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import { getServices, type Services } from '#layers/services.ts';
import { newDirectFunctionSchema } from './schema.ts';

type NewDirectFunctionRequest = z.output<typeof newDirectFunctionSchema.request>;

export const newDirectFunction: UseCase<NewDirectFunctionRequest, { found: boolean }, Services> =
  ({ users }) =>
  async ({ email }, call) => {
    const user = await users.findByEmail(email, call);
    return { body: { found: user !== undefined } };
  };

export const handler = createDirectHandler(newDirectFunctionSchema, newDirectFunction, getServices);
