// The credentials that the adapter signs with, in each way that Lambda gives them.
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createDataApiDatabase } from '#layers/aws/dataApi/dataApiDatabase.ts';
import { systemClock } from '#layers/base/clock.ts';
import { resourceArn, secretArn } from '#local/environment.ts';
import { listen } from '#tests/support/listen.ts';
import { soon } from '#tests/support/testDatabase.ts';

const before = process.env;
let servers: Server[];

beforeEach(() => {
  servers = [];
  // Nothing of the person who runs the tests.
  const files = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
  process.env = { PATH: before.PATH, ...files };
});
afterEach(() => {
  process.env = before;
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  return `http://127.0.0.1:${await listen(server)}`;
};

/** A query through a Data API; resolves with the key that it was signed with, and the session token. */
const createSignedQuery = async () => {
  const signatures: { key: string | undefined; token: unknown }[] = [];
  const endpoint = await serve((request, response) => {
    const [, key] = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
    signatures.push({ key, token: request.headers['x-amz-security-token'] });
    response.end('{"formattedRecords":"[]"}');
  });
  const options = { resourceArn, secretArn, database: 'users', region: 'eu-central-1', endpoint };
  const database = createDataApiDatabase({ ...options, clock: systemClock });
  return async () => {
    await database.query('SELECT 1', {}, soon());
    return signatures.at(-1);
  };
};

const sixHoursMs = 6 * 3_600_000;

/** The endpoint that an environment restored by SnapStart finds; each answer has another key. */
const startCredentialEndpoint = async ({ firstLifetimeMs = sixHoursMs } = {}) => {
  const requests: { url: string | undefined; authorization: string | undefined }[] = [];
  const url = await serve((request, response) => {
    requests.push({ url: request.url, authorization: request.headers.authorization });
    const lifetimeMs = requests.length === 1 ? firstLifetimeMs : sixHoursMs;
    const Expiration = new Date(Date.now() + lifetimeMs).toISOString();
    const keys = { AccessKeyId: `key${requests.length}`, SecretAccessKey: 'secret', Token: 'session' };
    response.end(JSON.stringify({ ...keys, Expiration }));
  });
  Object.assign(process.env, {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/2021-04-23/credentials`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: 'container-token',
  });
  return requests;
};

test('signs with the keys and the session of the environment', async () => {
  const keys = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' };
  Object.assign(process.env, keys);
  const query = await createSignedQuery();
  expect(await query()).toEqual({ key: 'key', token: 'session' });
});

test('asks the container endpoint once, with its token, where the environment has no keys', async () => {
  const requests = await startCredentialEndpoint();
  const query = await createSignedQuery();
  expect(await query()).toEqual({ key: 'key1', token: 'session' });
  expect(await query()).toEqual({ key: 'key1', token: 'session' });
  expect(requests).toEqual([{ url: '/2021-04-23/credentials', authorization: 'container-token' }]);
});

test('signs with new credentials where those at hand expire within five minutes', async () => {
  const requests = await startCredentialEndpoint({ firstLifetimeMs: 299_000 });
  const query = await createSignedQuery();
  await query();
  expect(await query()).toEqual({ key: 'key2', token: 'session' });
  expect(requests).toHaveLength(2);
});
