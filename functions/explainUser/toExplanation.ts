// Turns what the directory knows of a person into an explanation.
import type { KnownPerson } from '#layers/people/lookUpPeople.ts';
import { type OrderKind, rankOf } from '#layers/people/revision.ts';
import type { Explanation } from './schema.ts';

export const toExplanation = ({ state, revision, appliedAt }: KnownPerson, order: OrderKind): Explanation => {
  const rank = revision === undefined ? undefined : rankOf(revision);
  return {
    state,
    ...(rank !== undefined &&
      (order === 'version' ? { version: rank } : { time: new Date(rank).toISOString() })),
    ...(appliedAt !== undefined && { appliedAt: new Date(`${appliedAt.replace(' ', 'T')}Z`).toISOString() }),
  };
};
