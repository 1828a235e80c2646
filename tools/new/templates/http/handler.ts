// The Lambda function of GET /new-http-function.
import type * as z from 'zod/mini';
import { createHandler } from '#layers/entry/http/createHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import { getServices, type Services } from '#layers/services.ts';
import { newHttpFunctionSchema } from './schema.ts';

type NewHttpFunctionRequest = z.output<typeof newHttpFunctionSchema.request>;

export const newHttpFunction: UseCase<NewHttpFunctionRequest, { found: boolean }, Services> =
  ({ users }) =>
  async ({ email }, call) => {
    const user = await users.findByEmail(email, call);
    return { body: { found: user !== undefined } };
  };

export const handler = createHandler(newHttpFunctionSchema, newHttpFunction, getServices);
