// The images of a deployment: those that the registry lacks are built and pushed.

import { UserError } from '#tools/userError.ts';
import type { Deployment } from './deployment.ts';
import { imageStack } from './imageStack.ts';
import { imageStackName, repositoryName } from './names.ts';
import type { Registry } from './ports.ts';
import type { Say } from './steps.ts';

/** `tag` names what the image is made of; `uri` ends with its digest. */
export type FunctionImage = { tag: string; uri: string };

/** By function. */
export type FunctionImages = Readonly<Record<string, FunctionImage>>;

const platforms = { arm64: 'linux/arm64', x86_64: 'linux/amd64' } as const;

const provideImage = async (
  { target, parameters, tagOf, cloud, docker }: Deployment,
  functionName: string,
  registry: Registry,
  say: Say,
): Promise<FunctionImage> => {
  const { architecture, baseImage: base } = parameters;
  const platform = platforms[architecture];
  const repository = repositoryName(target.stage, functionName);
  const tag = await tagOf(functionName, base, platform);
  let digest = await cloud.images.digest(repository, tag);
  say(`${repository}:${tag} ${digest ? 'exists' : 'is built'}`);
  if (!digest) {
    const uri = `${registry.host}/${repository}:${tag}`;
    await docker.buildAndPush({ functionName, base, platform, uri }, registry);
    digest = await cloud.images.digest(repository, tag);
  }
  if (!digest) throw new UserError(`${repository}:${tag} was pushed, but the registry does not know it.`);
  return { tag, uri: `${registry.host}/${repository}@${digest}` };
};

export const provideImages = async (deployment: Deployment, say: Say): Promise<FunctionImages> => {
  const { target, functionNames, cloud } = deployment;
  await cloud.stacks.apply(imageStackName(target.stage), imageStack(target.stage, functionNames));
  const registry = await cloud.images.registry();
  const images: Record<string, FunctionImage> = {};
  for (const name of functionNames) images[name] = await provideImage(deployment, name, registry, say);
  return images;
};
