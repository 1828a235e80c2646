// What a deployment refuses before it changes anything, by the stack that exists.

import type { ParameterValues } from '#cloud/parameters/parameters.ts';
import { UserError } from '#tools/userError.ts';
import type { Deployment } from './deployment.ts';
import { serviceStackName } from './names.ts';
import type { Outputs } from './ports.ts';
import type { Say } from './steps.ts';

type DatabaseParameters = Pick<ParameterValues, 'database' | 'databaseName' | 'clusterArn'>;

/** The parameters of the database that the stack has now; its outputs hold them. */
const deployedDatabase = ({ Database, DatabaseName = '', DatabaseClusterArn = '' }: Outputs) => ({
  database: Database,
  databaseName: DatabaseName,
  clusterArn: Database === 'existing' ? DatabaseClusterArn : '',
});

/** The parameters with which the API would leave the database that it has now. */
export const databaseChanges = (wanted: DatabaseParameters, outputs: Outputs): string[] => {
  const deployed = deployedDatabase(outputs);
  return (['database', 'databaseName', 'clusterArn'] as const)
    .filter((name) => wanted[name] !== deployed[name])
    .map((name) => `${name} would change from "${deployed[name]}" to "${wanted[name]}"`);
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html#cfn-console-view-stack-data-resources-status-codes */
const refuseStatus = (name: string, status: string): void => {
  if (status.endsWith('_IN_PROGRESS')) {
    throw new UserError(`The stack ${name} is ${status}: another deployment is running.`);
  }
  if (status === 'ROLLBACK_COMPLETE') {
    throw new UserError(`The stack ${name} could not be created. Remove it first: npm run remove.`);
  }
};

/** Throws UserError when the stack cannot be updated now, or when it would leave its database without being told to. */
export const checkStack = async (
  { target, parameters, replaceDatabase, cloud }: Deployment,
  say: Say,
): Promise<void> => {
  const name = serviceStackName(target.stage);
  const stack = await cloud.stacks.read(name);
  if (!stack) return say(`the stack ${name} is new`);
  refuseStatus(name, stack.status);
  say(`the stack ${name} is at commit ${stack.tags.commit ?? 'unknown'}`);
  const changes = databaseChanges(parameters, stack.outputs);
  if (changes.length === 0) return;
  const consequence = `The API would leave its database, and the data in it, for another: ${changes.join('; ')}.`;
  if (!replaceDatabase) {
    throw new UserError(`${consequence} --replace-database says that this is meant; see docs/deploy.md.`);
  }
  say(consequence);
};
