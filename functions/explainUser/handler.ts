// The Lambda function that tells why somebody is, or is not, in the directory; invoked directly.
import type * as z from 'zod/mini';
import { createDirectHandler } from '#layers/entry/direct/createDirectHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import { type EventServices, getEventServices } from '#layers/services.ts';
import { type Explanation, explainUserSchema } from './schema.ts';
import { toExplanation } from './toExplanation.ts';

type ExplainUserRequest = z.output<typeof explainUserSchema.request>;

export const explainUser: UseCase<ExplainUserRequest, Explanation, EventServices> =
  ({ people, order }) =>
  async ({ email }, call) => ({ body: toExplanation(await people.explain(email, call), order) });

export const handler = createDirectHandler(explainUserSchema, explainUser, getEventServices);
