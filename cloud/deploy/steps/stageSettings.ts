// Settings of a stage outside its template: event source mappings, and protection from deletion.

import type { Say } from './createSteps.ts';
import type { Deployment } from './deployment.ts';
import { serviceStackName } from './names.ts';
import type { StackResource } from './ports.ts';

const findMappings = async ({ cloud, target }: Deployment): Promise<StackResource[]> =>
  (await cloud.stacks.resources(serviceStackName(target.stage))).filter(
    ({ type }) => type === 'AWS::Lambda::EventSourceMapping',
  );

const switchMappings = async (deployment: Deployment, enabled: boolean, say: Say): Promise<void> => {
  const { eventSources } = deployment.cloud;
  for (const { logicalId, physicalId } of await findMappings(deployment)) {
    if ((await eventSources.isEnabled(physicalId)) === enabled) continue;
    await eventSources.setEnabled(physicalId, enabled);
    say(`${logicalId} is ${enabled ? 'enabled' : 'disabled; it stays so until a deployment succeeds'}`);
  }
};

/** The template creates mappings disabled, since their functions need accounts that come after the stack. */
export const enableEventSources = (deployment: Deployment, say: Say): Promise<void> =>
  switchMappings(deployment, true, say);

/** Events wait in their queues meanwhile. */
export const disableEventSources = (deployment: Deployment, say: Say): Promise<void> =>
  switchMappings(deployment, false, say);

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
