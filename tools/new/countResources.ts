// How many CloudFormation resources the stack has, by the kinds of its functions.
import { type FunctionDeclaration, hasRoute } from '../functions.ts';

/** CloudFormation's limit is 500: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const maxResources = 450;

/** What the stack has beside its functions, with every parameter set, and what each adds; tests/stack counts them. */
const ofStack = 50;
const ofEvery = 5;
const ofRoute = 7;
const ofQueue = 14;
const ofSchedule = 7;

/** An upper bound. */
export const countResources = (functions: readonly FunctionDeclaration[]): number =>
  functions.reduce(
    (sum, declared) =>
      sum +
      ofEvery +
      (hasRoute(declared) ? ofRoute : 0) +
      (declared.queue ? ofQueue : 0) +
      (declared.schedule ? ofSchedule : 0) +
      Object.keys(declared.resources).length,
    ofStack,
  );
