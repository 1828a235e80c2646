// The order of a deployment: images → stack → migrations → smoke request. Called by deploy.ts.
import type { ParameterValues } from '#cloud/parameters/parameters.ts';
import { UserError } from '#tools/userError.ts';
import type { Cloud, Docker, Framework, Outputs } from './cloud.ts';
import { imageStack } from './imageStack.ts';
import { imageStackName, imageVariable, lambdaName, repositoryName, serviceStackName } from './names.ts';
import type { Options } from './options.ts';

export type Surroundings = {
  cloud: Cloud;
  docker: Docker;
  framework: Framework;
  functionNames: readonly string[];
  /** The tag of a function's image: the same for the same sources, base and platform. */
  tagOf(functionName: string, base: string, platform: string): Promise<string>;
  log(line: string): void;
};

const platforms = { arm64: 'linux/arm64', x86_64: 'linux/amd64' } as const;

type ImageParameters = Pick<ParameterValues, 'architecture' | 'baseImage'>;

/** The images' URIs with their digests, by environment variable. Those that the registry lacks are built and pushed. */
const provideImages = async (
  { stage }: Options,
  { architecture, baseImage: base }: ImageParameters,
  { cloud, docker, functionNames, tagOf, log }: Surroundings,
): Promise<Record<string, string>> => {
  const platform = platforms[architecture];
  await cloud.applyStack(imageStackName(stage), imageStack(stage, functionNames));

  const registry = await cloud.registry();
  let loggedIn = false;
  const images: Record<string, string> = {};
  for (const functionName of functionNames) {
    const repository = repositoryName(stage, functionName);
    const tag = await tagOf(functionName, base, platform);
    let digest = await cloud.imageDigest(repository, tag);
    log(`Image     ${repository}:${tag} ${digest ? 'exists' : 'is built'}`);
    if (!digest) {
      if (!loggedIn) await docker.login(registry);
      loggedIn = true;
      await docker.buildAndPush({
        functionName,
        base,
        platform,
        uri: `${registry.host}/${repository}:${tag}`,
      });
      digest = await cloud.imageDigest(repository, tag);
    }
    if (!digest) throw new UserError(`${repository}:${tag} was pushed, but the registry does not know it.`);
    images[imageVariable(functionName)] = `${registry.host}/${repository}@${digest}`;
  }
  return images;
};

/** With IAM authorization, the caller's signature is accepted; a JWT authorizer must refuse it. */
const expectedStatus = ({ Authorization }: Outputs): number => (Authorization === 'jwt' ? 401 : 200);

const smoke = async ({ cloud, log }: Surroundings, stage: string, outputs: Outputs): Promise<void> => {
  const url = `${outputs.HttpApiUrl}/users?limit=1`;
  const [status, expected] = [await cloud.signedGet(url), expectedStatus(outputs)];
  log(`Request   GET ${url} → ${status}`);
  if (status !== expected) throw new UserError(`GET ${url} answered ${status} instead of ${expected}.`);
  // The caller has no token, so that nobody has asked the function and the database yet.
  if (expected === 401) await cloud.invoke(`${lambdaName(stage, 'getUsers')}:live`, { limit: 1 });
};

/** Returns the API's URL. Throws UserError with the reason of the step that failed; later steps are not taken. */
export const deployService = async (
  options: Options,
  parameters: ImageParameters,
  surroundings: Surroundings,
): Promise<string> => {
  const { cloud, framework, log } = surroundings;
  const { stage } = options;
  const images = await provideImages(options, parameters, surroundings);
  await framework.deploy(options, images);
  const outputs = await cloud.stackOutputs(serviceStackName(stage));
  if (!outputs?.HttpApiUrl) throw new UserError(`The stack ${serviceStackName(stage)} has no HTTP API.`);
  const { applied } = (await cloud.invoke(lambdaName(stage, 'migrate'), {})) as { applied: string[] };
  log(`Migrated  ${applied.length > 0 ? applied.join(', ') : 'nothing was left to apply'}`);
  await smoke(surroundings, stage, outputs);
  return outputs.HttpApiUrl;
};
