// What a deployment needs of the account and the region, checked before anything is built.
import { UserError } from '#tools/userError.ts';
import type { Deployment } from './deployment.ts';
import { serviceStackName } from './names.ts';
import type { Caller, StackResource } from './ports.ts';

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
  const name = `users-${target.stage}-imports-${account}-${target.region}`;
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
