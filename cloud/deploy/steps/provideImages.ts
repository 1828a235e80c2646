// The images of a deployment: builds and pushes those missing, and shows what scans found.

import { baseReference, describeAge, readBaseImage } from '#image/baseImage.ts';
import { UserError } from '#tools/userError.ts';
import type { Say } from './createSteps.ts';
import { type Deployment, severities } from './deployment.ts';
import { imageStack } from './imageStack.ts';
import { imageStackName, platforms, repositoryName } from './names.ts';
import type { Registry } from './ports.ts';

/** `tag` names what the image is made of; `uri` ends with its digest. */
export type FunctionImage = { tag: string; uri: string };

/** By function. */
export type FunctionImages = Readonly<Record<string, FunctionImage>>;

type MissingImage = { functionName: string; repository: string; tag: string };

const uriOf = ({ host }: Registry, { repository, tag }: MissingImage): string =>
  `${host}/${repository}:${tag}`;

/** Throws UserError where Docker cannot build for the functions' processor. */
const checkPlatform = async ({ parameters, docker }: Deployment): Promise<void> => {
  const platform = platforms[parameters.architecture];
  const built = await docker.platforms();
  if (built.includes(platform)) return;
  throw new UserError(
    `Docker builds for ${built.join(', ') || 'nothing'} here, not for ${platform}: install QEMU (docker run --privileged --rm tonistiigi/binfmt --install all), or set architecture.`,
  );
};

/**
 * Returns the digest. Another deployment may push the same image meanwhile, and tags are immutable, so that a push which
 * fails is none where the tag exists now.
 */
const build = async (
  { parameters, cloud, docker }: Deployment,
  image: MissingImage,
  registry: Registry,
  say: Say,
): Promise<string> => {
  const { functionName, repository, tag } = image;
  const { architecture, baseImage: base } = parameters;
  const request = { functionName, base, platform: platforms[architecture], uri: uriOf(registry, image) };
  const failure = await docker.buildAndPush(request, registry).then(
    () => undefined,
    (error) => error,
  );
  const digest = await cloud.images.digest(repository, tag);
  if (!digest) {
    throw failure ?? new UserError(`${repository}:${tag} was pushed, but the registry does not know it.`);
  }
  if (failure) say(`${repository}:${tag} was pushed by another deployment meanwhile`);
  return digest;
};

export const provideImages = async (deployment: Deployment, say: Say): Promise<FunctionImages> => {
  const { target, functionNames, parameters, tagOf, cloud, now } = deployment;
  await cloud.stacks.apply(imageStackName(target.stage), imageStack(target.stage, functionNames));
  const registry = await cloud.images.registry();
  const images: Record<string, FunctionImage> = {};
  if (parameters.baseImage === baseReference(readBaseImage())) say(describeAge(readBaseImage(), now()));
  let isChecked = false;
  for (const functionName of functionNames) {
    const repository = repositoryName(target.stage, functionName);
    const tag = await tagOf(functionName, parameters.baseImage, platforms[parameters.architecture]);
    const existing = await cloud.images.digest(repository, tag);
    say(`${repository}:${tag} ${existing ? 'exists' : 'is built'}`);
    if (!existing && !isChecked) await checkPlatform(deployment);
    isChecked ||= !existing;
    const digest = existing ?? (await build(deployment, { functionName, repository, tag }, registry, say));
    images[functionName] = { tag, uri: `${registry.host}/${repository}@${digest}` };
  }
  return images;
};

/**
 * Shows the findings of each image. Throws UserError where there is one of the severity `failOn` or a worse one. The scan of an
 * image that was pushed just now may have no result yet, which is shown and passes.
 */
export const showFindings = async (
  { target, cloud, failOn }: Deployment,
  images: FunctionImages,
  say: Say,
): Promise<void> => {
  const refused = failOn ? severities.slice(0, severities.indexOf(failOn) + 1) : [];
  const failing: string[] = [];
  for (const [name, { tag }] of Object.entries(images)) {
    const repository = repositoryName(target.stage, name);
    const found = await cloud.images.findings(repository, tag);
    const counts = severities
      .map((severity) => [severity, found?.[severity.toUpperCase()] ?? 0] as const)
      .filter(([, count]) => count > 0);
    const shown = counts.map(([severity, count]) => `${count} ${severity}`).join(', ');
    if (!found) say(`${repository} has no result of its scan yet`);
    else if (shown) say(`${repository} has findings: ${shown}`);
    if (counts.some(([severity]) => refused.includes(severity))) failing.push(repository);
  }
  if (failing.length > 0) {
    throw new UserError(
      `The scan found something ${refused.join(' or ')} in ${failing.join(', ')}; docs/operations.md, "Take a new base image".`,
    );
  }
};
