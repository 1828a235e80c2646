// Finds rollbacks that a deployment would undo, which a person must confirm.

import type { Say } from './createSteps.ts';
import type { Deployment } from './deployment.ts';
import { serviceStackName, shortName } from './names.ts';
import type { FunctionVersion } from './ports.ts';
import type { FunctionImages } from './provideImages.ts';

const describe = ({ version, imageTag }: FunctionVersion): string => `version ${version} (image ${imageTag})`;

/** The image that callers were moved back from and that this deployment has, as a sentence; or undefined. */
const findUndoing = async (
  { cloud, target }: Deployment,
  images: FunctionImages,
  aliasArn: string,
  say: Say,
): Promise<string | undefined> => {
  const withdrawn = await cloud.releases.withdrawn(aliasArn);
  if (withdrawn.length === 0) return undefined;
  const { functionName, version } = await cloud.releases.read(aliasArn);
  const versions = await cloud.releases.versions(functionName);
  const live = versions.find((found) => found.version === version);
  const left = versions.filter((found) => withdrawn.includes(found.version));
  if (!left.some((found) => Number(found.version) > Number(version))) return undefined;
  say(`${functionName} was rolled back to ${live ? describe(live) : `version ${version}`}`);
  const wanted = images[shortName(target.stage, functionName)]?.tag;
  if (wanted === live?.imageTag) return undefined;
  const again = left.findLast(({ imageTag }) => imageTag === wanted);
  return (
    again && `${functionName} would go forward to the image of ${describe(again)}, which was rolled back from`
  );
};

/** Throws UserError or UsageError where the deployment would undo a rollback and nobody has agreed. */
export const checkRollback = async (
  deployment: Deployment,
  images: FunctionImages,
  say: Say,
): Promise<void> => {
  const name = serviceStackName(deployment.target.stage);
  if (!(await deployment.cloud.stacks.read(name))) return;
  const aliases = (await deployment.cloud.stacks.resources(name)).filter(
    ({ type }) => type === 'AWS::Lambda::Alias',
  );
  const undoings: string[] = [];
  for (const { physicalId } of aliases) {
    const undoing = await findUndoing(deployment, images, physicalId, say);
    if (undoing) undoings.push(undoing);
  }
  if (undoings.length > 0) await deployment.confirmForward(undoings);
};
