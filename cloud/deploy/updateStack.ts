// The stack of the service, created or updated only where its template has changed.
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '#tools/userError.ts';
import type { Deployment } from './deployment.ts';
import { imageVariable, serviceStackName, versionVariable } from './names.ts';
import type { FrameworkEnvironment, Outputs } from './ports.ts';
import type { FunctionImages } from './provideImages.ts';
import type { Say } from './steps.ts';

const frameworkEnvironment = (images: FunctionImages, commit: string): FrameworkEnvironment =>
  Object.fromEntries([
    ['COMMIT', commit],
    ...Object.entries(images).flatMap(([name, { tag, uri }]) => [
      [imageVariable(name), uri],
      [versionVariable(name), tag],
    ]),
  ]);

/** The commit is a tag and no part of the template, so that another commit of the same sources changes nothing. */
export const updateStack = async (
  { target, commit, cloud, framework }: Deployment,
  images: FunctionImages,
  say: Say,
): Promise<Outputs> => {
  const name = serviceStackName(target.stage);
  const environment = frameworkEnvironment(images, commit);
  const template = await framework.package(target, environment);
  const stack = await cloud.stacks.read(name);
  if (stack && isDeepStrictEqual(template, await cloud.stacks.template(name))) {
    say('nothing has changed');
    return stack.outputs;
  }
  await framework.deploy(target, environment);
  const deployed = await cloud.stacks.read(name);
  if (!deployed) throw new UserError(`The stack ${name} was deployed, but does not exist.`);
  return deployed.outputs;
};
