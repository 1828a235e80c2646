// The protection of a stage from deletion: that of its stack and that of its cluster.
// It is no part of the template, since a rollback could not delete a cluster that is protected from its creation.
import type { Deployment } from './deployment.ts';
import { serviceStackName } from './names.ts';
import type { Say } from './steps.ts';

/** Makes both what the parameter `deletionProtection` says. Safe to repeat. */
export const protect = async ({ target, parameters, cloud }: Deployment, say: Say): Promise<void> => {
  const { deletionProtection: wanted } = parameters;
  const name = serviceStackName(target.stage);
  const outcome = wanted ? 'protected from deletion' : 'no longer protected from deletion';
  if ((await cloud.stacks.read(name))?.isProtected !== wanted) {
    await cloud.stacks.setProtected(name, wanted);
    say(`the stack ${name} is ${outcome}`);
  }
  const resources = await cloud.stacks.resources(name);
  for (const { physicalId } of resources.filter(({ type }) => type === 'AWS::RDS::DBCluster')) {
    if ((await cloud.databases.isProtected(physicalId)) === wanted) continue;
    await cloud.databases.setProtected(physicalId, wanted);
    say(`the cluster ${physicalId} is ${outcome}`);
  }
};
