// Reads a stack before its update, and ends what an earlier deployment left half done.
import { UserError } from '#tools/userError.ts';
import type { Say } from './createSteps.ts';
import { serviceStackName } from './names.ts';
import type { Cloud, Stack, StackPort, Target } from './ports.ts';

/** What one CloudFormation call leads to the next within, when nobody has interrupted the deployment. */
const reviewMs = 60_000;

type Surroundings = { stacks: StackPort; now(): number; say: Say };

type Outcome = (name: string, stack: Stack, surroundings: Surroundings) => Promise<'keep' | 'gone'>;

const keep: Outcome = async () => 'keep';

const tellRollback: Outcome = async (name, _stack, { stacks, say }) => {
  say(`the last update of the stack ${name} was rolled back: ${await stacks.failure(name)}`);
  return 'keep';
};

/** A stack whose creation failed has never held data, and CloudFormation updates none. */
const deleteFailedCreation: Outcome = async (name, { status }, { stacks, say }) => {
  say(`the stack ${name} is ${status}, so it is deleted: ${await stacks.failure(name)}`);
  await stacks.delete(name);
  return 'gone';
};

/** A change set that nobody executed: without resources, and without an end. */
const deleteReview: Outcome = async (name, stack, surroundings) => {
  if (surroundings.now() - stack.changedAt.getTime() < reviewMs) {
    throw new UserError(
      `The stack ${name} is REVIEW_IN_PROGRESS: another deployment is creating it, or one was interrupted. Deploy again in a minute.`,
    );
  }
  surroundings.say(`the stack ${name} was never created: a deployment was interrupted`);
  await surroundings.stacks.delete(name);
  return 'gone';
};

const continueRollback: Outcome = async (name, _stack, { stacks, say }) => {
  say(`the stack ${name} is UPDATE_ROLLBACK_FAILED, so its rollback is continued`);
  await stacks.continueRollback(name);
  return 'keep';
};

const refuse =
  (consequence: string): Outcome =>
  async (name, { status }) => {
    throw new UserError(`The stack ${name} is ${status}: ${consequence}`);
  };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html#cfn-console-view-stack-data-resources-status-codes */
const outcomes: Readonly<Record<string, Outcome>> = {
  CREATE_COMPLETE: keep,
  UPDATE_COMPLETE: keep,
  IMPORT_COMPLETE: keep,
  IMPORT_ROLLBACK_COMPLETE: keep,
  UPDATE_FAILED: keep,
  UPDATE_ROLLBACK_COMPLETE: tellRollback,
  UPDATE_ROLLBACK_FAILED: continueRollback,
  CREATE_FAILED: deleteFailedCreation,
  ROLLBACK_COMPLETE: deleteFailedCreation,
  ROLLBACK_FAILED: deleteFailedCreation,
  REVIEW_IN_PROGRESS: deleteReview,
  DELETE_FAILED: refuse('its removal did not end. End it with npm run remove, then deploy.'),
};

const inProgress = refuse(
  'another deployment is at work, or one that was interrupted. Deploy again when it has ended.',
);
const unknown = refuse('see docs/operations.md, "A stack that cannot be updated".');

/**
 * The stack, which can be updated now, or undefined where none is left. Throws UserError with what a person must do, and
 * with CloudFormation's reason where a deletion or a rollback fails again.
 */
export const settleStack = async (name: string, surroundings: Surroundings): Promise<Stack | undefined> => {
  const stack = await surroundings.stacks.read(name);
  if (!stack) return undefined;
  const fallback = stack.status.endsWith('_IN_PROGRESS') ? inProgress : unknown;
  const outcome = await (outcomes[stack.status] ?? fallback)(name, stack, surroundings);
  return outcome === 'keep' ? stack : undefined;
};

/** Throws UserError when the stage was never deployed in the region. */
export const readServiceStack = async (cloud: Cloud, { stage, region }: Target): Promise<Stack> => {
  const name = serviceStackName(stage);
  const stack = await cloud.stacks.read(name);
  if (!stack) throw new UserError(`There is no stage ${stage} in ${region}: no stack ${name}.`);
  return stack;
};
