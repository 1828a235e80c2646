// Starts of an image: with each kind of credentials, and on a base image that has changed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { functionEnvironment, secretArn } from '#local/environment.ts';
import { docker, imageOf, network } from '#tests/support/compose.ts';
import { people } from '#tests/support/people.ts';
import { invokeImage } from './invokeImage.ts';

const image = 'search-user';
const event = { email: 'homer@thesimpsons.com' };

const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...common } = functionEnvironment({
  dataApiUrl: 'http://data-api:8080',
});
const settings = { ...common, DATABASE_SECRET_ARN: secretArn };
const keys = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } as Record<string, string>;

/** What a test removes at its end, the last first. */
const removals: (readonly string[])[] = [];

const runDetached = (...args: string[]): string => {
  const container = docker('run', '--detach', ...args).trim();
  removals.push(['rm', '--force', container]);
  return container;
};

/** Runs an image beside the Data API and returns its container. */
const runFunction = (name: string, env: Record<string, string>): string => {
  const variables = Object.entries({ ...settings, AWS_REGION: 'eu-central-1', ...env });
  const flags = variables.flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  return runDetached('--network', network, '--publish', '127.0.0.1::8080', ...flags, name);
};

/** Invokes a container, again until it listens. */
const invoke = async (container: string): Promise<unknown> => {
  const address = docker('port', container, '8080').trim();
  for (let attempts = 0; ; attempts += 1) {
    try {
      return await invokeImage(address, event);
    } catch (error) {
      if (attempts === 100) throw error;
      await sleep(100);
    }
  }
};

/** Answers any request with credentials and prints its token. */
const credentialEndpoint = `
  const Expiration = new Date(Date.now() + 6 * 3_600_000).toISOString();
  const credentials = JSON.stringify({ AccessKeyId: 'key', SecretAccessKey: 'secret', Token: 'session', Expiration });
  require('node:http').createServer(({ headers }, response) => {
    console.log(headers.authorization);
    response.end(credentials);
  }).listen(9011, '127.0.0.1', () => console.log('listens'));`;

const outputWith = async (container: string, text: string): Promise<string> => {
  for (let attempts = 0; attempts < 100; attempts += 1) {
    const output = docker('logs', container);
    if (output.includes(text)) return output;
    await sleep(100);
  }
  throw new Error(`${text} was not printed.`);
};

/** A base image that keeps its runtime client where only its own entry point finds it. */
const moveRuntimeClient = `
FROM ${imageOf(image)}
USER root
RUN cp -r /var/runtime /var/moved \\
  && rm -rf /var/runtime/index.mjs /var/runtime/node_modules/aws-lambda-ric \\
  && sed -i 's#/var/runtime/#/var/moved/#g' /var/runtime/bootstrap
USER 65534:65534
`;

/** Builds an image from the text of a Dockerfile and returns its name. */
const buildImage = (dockerfile: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'users-service-image-'));
  writeFileSync(join(folder, 'Dockerfile'), dockerfile);
  const name = docker('build', '--quiet', folder).trim();
  removals.push(['image', 'rm', name]);
  rmSync(folder, { recursive: true });
  return name;
};

export const startCases = (): void => {
  afterEach(() => {
    for (const removal of removals.splice(0).reverse()) docker(...removal);
  });

  test('answers with the keys of the environment, and prints one line for it and none for its start', async () => {
    const container = runFunction(imageOf(image), keys);
    expect(await invoke(container)).toEqual(people[0]);
    const output = await outputWith(container, 'END RequestId');
    expect(output.split('\n').filter((line) => line.startsWith('{'))).toHaveLength(1);
  });

  test('answers with credentials of the container endpoint, as with SnapStart', async () => {
    const container = runFunction(imageOf(image), {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9011/credentials',
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'container-token',
    });
    const beside = `container:${container}`;
    const endpoint = runDetached('--network', beside, 'node:24', 'node', '--eval', credentialEndpoint);
    await outputWith(endpoint, 'listens');
    expect(await invoke(container)).toEqual(people[0]);
    expect(await outputWith(endpoint, 'container-token')).toMatch(/^container-token$/m);
  });

  test('starts as the base image does when the runtime client is not at its place', async () => {
    const container = runFunction(buildImage(moveRuntimeClient), keys);
    expect(await invoke(container)).toEqual(people[0]);
  }, 120_000);
};
