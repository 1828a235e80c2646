// The stack of a stage that must exist.
import { UserError } from '#tools/userError.ts';
import { serviceStackName } from './names.ts';
import type { Cloud, Stack, Target } from './ports.ts';

/** Throws UserError when the stage was never deployed in the region. */
export const readServiceStack = async (cloud: Cloud, { stage, region }: Target): Promise<Stack> => {
  const name = serviceStackName(stage);
  const stack = await cloud.stacks.read(name);
  if (!stack) throw new UserError(`There is no stage ${stage} in ${region}: no stack ${name}.`);
  return stack;
};
