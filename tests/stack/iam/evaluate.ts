// IAM's decision about one request: identity policies within a permissions boundary.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
import { type Conditions, type Context, conditionsHold } from './conditions.ts';
import { hasPattern, hasPatternInAnyCase } from './patterns.ts';

type Patterns = string | readonly string[];

/** A statement whose values are resolved: no intrinsic function of CloudFormation is left in it. */
export type Statement = {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action?: Patterns;
  NotAction?: Patterns;
  Resource?: Patterns;
  NotResource?: Patterns;
  Condition?: Conditions;
};

export type AccessRequest = { action: string; resource: string; context: Context };

export type Rights = { identity: readonly Statement[]; boundary?: readonly Statement[] };

type Compare = (pattern: string, text: string) => boolean;

/** `either` lists what an element names, `not` what it leaves out. */
const covers = (
  either: Patterns | undefined,
  not: Patterns | undefined,
  text: string,
  compare: Compare,
): boolean => {
  const names = (patterns: Patterns) => [patterns].flat().some((pattern) => compare(pattern, text));
  return either === undefined ? not !== undefined && !names(not) : names(either);
};

/** Actions are the same in every letter case, resources are not. */
export const concerns = ({ Action, NotAction }: Statement, action: string): boolean =>
  covers(Action, NotAction, action, hasPatternInAnyCase);

const applies = (statement: Statement, { action, resource, context }: AccessRequest): boolean =>
  concerns(statement, action) &&
  covers(statement.Resource, statement.NotResource, resource, hasPattern) &&
  conditionsHold(statement.Condition ?? {}, context);

const allows = (statements: readonly Statement[], request: AccessRequest): boolean => {
  const effects = statements.filter((statement) => applies(statement, request)).map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
};

/** Whether the identity's policies, and its boundary where it has one, allow the request, and none denies it. */
export const isAllowed = ({ identity, boundary }: Rights, request: AccessRequest): boolean =>
  allows(identity, request) && (boundary === undefined || allows(boundary, request));
