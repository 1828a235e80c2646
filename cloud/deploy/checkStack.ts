// What a deployment refuses before it changes anything, by the stack that exists.

import type { ParameterValues } from '#cloud/parameters/parameters.ts';
import { UserError } from '#tools/userError.ts';
import type { Deployment } from './deployment.ts';
import { imageStackName, serviceStackName } from './names.ts';
import type { Outputs } from './ports.ts';
import { settleStack } from './settleStack.ts';
import type { Say } from './steps.ts';

type DatabaseParameters = Pick<ParameterValues, 'database' | 'databaseName' | 'clusterArn'>;

/** The parameters of the database that the stack has now; its outputs hold them. */
const deployedDatabase = ({ Database, DatabaseName = '', DatabaseClusterArn = '' }: Outputs) => ({
  database: Database,
  databaseName: DatabaseName,
  clusterArn: Database === 'existing' ? DatabaseClusterArn : '',
});

/** The parameters with which the API would leave the database that it has now. A stack without outputs has none yet. */
export const databaseChanges = (wanted: DatabaseParameters, outputs: Outputs): string[] => {
  if (outputs.Database === undefined) return [];
  const deployed = deployedDatabase(outputs);
  return (['database', 'databaseName', 'clusterArn'] as const)
    .filter((name) => wanted[name] !== deployed[name])
    .map((name) => `${name} would change from "${deployed[name]}" to "${wanted[name]}"`);
};

/** Throws UserError when the stack cannot be updated now, or when it would leave its database without being told to. */
export const checkStack = async (
  { target, parameters, replaceDatabase, cloud, now }: Deployment,
  say: Say,
): Promise<void> => {
  const surroundings = { stacks: cloud.stacks, now, say };
  await settleStack(imageStackName(target.stage), surroundings);
  const name = serviceStackName(target.stage);
  const stack = await settleStack(name, surroundings);
  if (!stack) return say(`the stack ${name} is new`);
  say(`the stack ${name} is at commit ${stack.tags.commit ?? 'unknown'}`);
  const changes = databaseChanges(parameters, stack.outputs);
  if (changes.length === 0) return;
  const consequence = `This deployment would connect the API to a different database (its data stays behind): ${changes.join('; ')}.`;
  if (!replaceDatabase) {
    throw new UserError(`${consequence} --replace-database says that this is meant; see docs/deploy.md.`);
  }
  say(consequence);
};
