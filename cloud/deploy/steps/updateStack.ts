// The service's stack, created or updated only where its template has changed, and its aliases.
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '#tools/userError.ts';
import type { Say } from './createSteps.ts';
import type { Deployment } from './deployment.ts';
import { type LiveVersion, readLiveVersions } from './liveVersions.ts';
import {
  heldVersionsVariable,
  imageVariable,
  parametersVariable,
  serviceStackName,
  shortName,
  versionVariable,
} from './names.ts';
import type { FrameworkEnvironment, Outputs, StackPackage } from './ports.ts';
import type { FunctionImages } from './provideImages.ts';

const frameworkEnvironment = (
  { commit, parameters }: Deployment,
  images: FunctionImages,
): FrameworkEnvironment =>
  Object.fromEntries([
    ['COMMIT', commit],
    [parametersVariable, JSON.stringify(parameters)],
    ...Object.entries(images).flatMap(([name, { tag, uri }]) => [
      [imageVariable(name), uri],
      [versionVariable(name), tag],
    ]),
  ]);

/** `{"searchUser":"1"}`: the versions that aliases stay at, as cloud/template/liveAlias.ts reads them. */
const heldVersions = (stage: string, held: readonly LiveVersion[]): FrameworkEnvironment => {
  const entries = held.map(({ functionName, live }) => [shortName(stage, functionName), live]);
  return { [heldVersionsVariable]: JSON.stringify(Object.fromEntries(entries)) };
};

const deployPackage = async (
  { target, cloud }: Deployment,
  { template, deploy }: StackPackage,
  say: Say,
): Promise<Outputs> => {
  const name = serviceStackName(target.stage);
  const stack = await cloud.stacks.read(name);
  if (stack && isDeepStrictEqual(template, await cloud.stacks.template(name))) {
    say('nothing has changed');
    return stack.outputs;
  }
  await deploy();
  const deployed = await cloud.stacks.read(name);
  if (!deployed) throw new UserError(`The stack ${name} was deployed, but does not exist.`);
  return deployed.outputs;
};

export type StackUpdate = {
  outputs: Outputs;
  /** The functions whose callers stay at the version before. */
  held: LiveVersion[];
  /** The stack with all aliases at the new versions. */
  complete: StackPackage;
};

/**
 * Updates everything but the aliases whose functions have a new version. Callers stay at their versions until
 * `moveAliases`. The commit is a tag and no part of the template, so that another commit of the same sources changes
 * nothing.
 */
export const updateStack = async (
  deployment: Deployment,
  images: FunctionImages,
  say: Say,
): Promise<StackUpdate> => {
  const { target, cloud, framework } = deployment;
  const environment = frameworkEnvironment(deployment, images);
  const complete = await framework.package(target, environment, 'complete');
  const exists = await cloud.stacks.read(serviceStackName(target.stage));
  const versions = exists ? await readLiveVersions(deployment, complete.template) : [];
  const held = versions.filter(({ live, wanted }) => live !== wanted);
  const next =
    held.length === 0
      ? complete
      : await framework.package(target, { ...environment, ...heldVersions(target.stage, held) }, 'held');
  return { outputs: await deployPackage(deployment, next, say), held, complete };
};

/** Moves callers to the new versions, as the parameter `rollout` says, and takes these from the withdrawn ones. */
export const moveAliases = async (
  deployment: Deployment,
  { held, complete }: StackUpdate,
  say: Say,
): Promise<void> => {
  const { releases } = deployment.cloud;
  await deployPackage(deployment, complete, say);
  for (const { functionName, aliasArn } of held) {
    const { version } = await releases.read(aliasArn);
    const withdrawn = await releases.withdrawn(aliasArn);
    const left = withdrawn.filter((other) => other !== version);
    if (left.length < withdrawn.length) await releases.withdraw(aliasArn, left);
    say(`${functionName} is at version ${version}`);
  }
};
