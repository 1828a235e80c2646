// A cloud, a Docker and a framework in memory that note what was asked of them, for the tests of deploy/.
import type { Cloud, Docker, Framework, Outputs } from './cloud.ts';
import type { Surroundings } from './deployService.ts';

export type Fake = Surroundings & { calls: string[]; images: Set<string> };

/** `answers` replaces what the fake would do. */
export const fake = (
  answers: { outputs?: Outputs | undefined; status?: number; cloud?: Partial<Cloud> } = {},
): Fake => {
  const { status = 200 } = answers;
  const outputs =
    'outputs' in answers
      ? answers.outputs
      : { HttpApiUrl: 'https://api.example.com', Authorization: 'iam', DeletionProtection: 'false' };
  const calls: string[] = [];
  const images = new Set<string>();
  const note = (line: string): void => void calls.push(line);
  const cloud: Cloud = {
    applyStack: async (name) => note(`applyStack ${name}`),
    stackOutputs: async () => outputs,
    deleteStack: async (name) => note(`deleteStack ${name}`),
    imageDigest: async (repository, tag) =>
      images.has(`host/${repository}:${tag}`) ? `sha256:${tag}` : undefined,
    registry: async () => ({ host: 'host', username: 'AWS', password: 'secret' }),
    invoke: async (name) => {
      note(`invoke ${name}`);
      return { applied: [] };
    },
    signedGet: async (url) => {
      note(`get ${url}`);
      return status;
    },
    ...answers.cloud,
  };
  const docker: Docker = {
    login: async () => note('login'),
    buildAndPush: async ({ functionName, platform, uri }) => {
      note(`build ${functionName} ${platform}`);
      images.add(uri);
    },
  };
  const framework: Framework = {
    deploy: async (_options, uris) => note(`deploy ${JSON.stringify(uris)}`),
    remove: async ({ stage }) => note(`remove ${stage}`),
  };
  return {
    cloud,
    docker,
    framework,
    functionNames: ['getUsers', 'migrate'],
    tagOf: async (name) => `tag-of-${name}`,
    log: () => {},
    calls,
    images,
  };
};
