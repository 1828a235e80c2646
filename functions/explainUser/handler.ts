// The Lambda function that tells why somebody is, or is not, in the directory; invoked directly.
import type * as z from 'zod/mini';
import { createDirectHandler } from '#layers/entry/direct/createDirectHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import type { KnownPerson } from '#layers/people/lookUpPeople.ts';
import { type OrderKind, rankOf } from '#layers/people/revision.ts';
import { type EventServices, getEventServices } from '#layers/services.ts';
import { type Explanation, explainUserSchema } from './schema.ts';

const toExplanation = ({ state, revision, appliedAt }: KnownPerson, order: OrderKind): Explanation => {
  const rank = revision === undefined ? undefined : rankOf(revision);
  return {
    state,
    ...(rank !== undefined &&
      (order === 'version' ? { version: rank } : { time: new Date(rank).toISOString() })),
    ...(appliedAt !== undefined && { appliedAt: new Date(`${appliedAt.replace(' ', 'T')}Z`).toISOString() }),
  };
};

type ExplainUserRequest = z.output<typeof explainUserSchema.request>;

export const explainUser: UseCase<ExplainUserRequest, Explanation, EventServices> =
  ({ people, order }) =>
  async ({ email }, call) => ({ body: toExplanation(await people.explain(email, call), order) });

export const handler = createDirectHandler(explainUserSchema, explainUser, getEventServices);
