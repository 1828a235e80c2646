// What a deployment refuses before it changes anything.

import type { ParameterValues } from '#cloud/parameters/parameters.ts';
import { UserError } from '#tools/userError.ts';
import type { Say } from './createSteps.ts';
import type { Deployment } from './deployment.ts';
import { bucketName, imageStackName, serviceStackName } from './names.ts';
import type { Caller, Outputs, StackResource } from './ports.ts';
import { settleStack } from './settleStack.ts';

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

/** The deployer of cloud/iam/deployer.yml makes roles within its stage's boundary only. */
const checkBoundary = ({ target: { stage }, parameters }: Deployment, { arn }: Caller): string[] => {
  const boundary = `users-${stage}-boundary`;
  const isDeployer = arn.includes(`:assumed-role/deploy-users-${stage}/`);
  if (!isDeployer || parameters.permissionsBoundary === boundary) return [];
  return [
    `The role deploy-users-${stage} makes no role without the boundary ${boundary}: set permissionsBoundary: '${boundary}' in cloud/stages/${stage}.ts.`,
  ];
};

type Needs = Deployment & { resources: readonly StackResource[] };

/** A cluster that exists keeps its version, whatever the region offers for new ones. */
const checkEngine = async ({ target, parameters, cloud, resources }: Needs): Promise<string[]> => {
  const { database, engineVersion } = parameters;
  if (database === 'existing' || resources.some(({ type }) => type === 'AWS::RDS::DBCluster')) return [];
  const offered = await cloud.databases.engineVersions();
  if (offered.includes(engineVersion)) return [];
  return [
    `${target.region} has no Aurora MySQL ${engineVersion}: set engineVersion to one of ${offered.join(', ')}.`,
  ];
};

/** A bucket outlives its stage where the data does, and keeps its name. */
const checkBucket = async ({ target, cloud, resources }: Needs, { account }: Caller): Promise<string[]> => {
  const name = bucketName(target.stage, account, target.region);
  if (resources.some(({ physicalId }) => physicalId === name)) return [];
  if (!(await cloud.buckets.exists(name))) return [];
  return [
    `The bucket ${name} is left from an earlier stage: copy what it holds, and delete it; see docs/operations.md, "An orphaned bucket or cluster".`,
  ];
};

/** Throws UserError with a line for each that is missing. */
export const checkPrerequisites = async (deployment: Deployment): Promise<void> => {
  const { cloud, target } = deployment;
  const name = serviceStackName(target.stage);
  const resources = (await cloud.stacks.read(name)) ? await cloud.stacks.resources(name) : [];
  const caller = await cloud.caller();
  const missing = [
    ...checkBoundary(deployment, caller),
    ...(await checkEngine({ ...deployment, resources })),
    ...(await checkBucket({ ...deployment, resources }, caller)),
  ];
  if (missing.length > 0) throw new UserError(missing.join('\n'));
};
