// A stage's event source mappings: off while a migration needs it, on after every deployment.
import type { Deployment } from './deployment.ts';
import { serviceStackName } from './names.ts';
import type { StackResource } from './ports.ts';
import type { Say } from './steps.ts';

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
