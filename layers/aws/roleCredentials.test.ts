import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { listen } from '#tests/support/listen.ts';
import { roleCredentials } from './roleCredentials.ts';

const names = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];
const before = { ...process.env };
let server: Server | undefined;

beforeEach(() => {
  for (const name of names) delete process.env[name];
});
afterEach(() => {
  Object.assign(process.env, before);
  server?.closeAllConnections();
  server?.close();
});

test('are the keys of the environment', async () => {
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'key',
    AWS_SESSION_TOKEN: 'token',
  });
  expect(await roleCredentials()).toMatchObject({
    accessKeyId: 'id',
    secretAccessKey: 'key',
    sessionToken: 'token',
  });
});

test('are the answer of the container endpoint where there is one', async () => {
  const answer = {
    AccessKeyId: 'id',
    SecretAccessKey: 'key',
    Token: 'token',
    Expiration: '2999-01-01T00:00:00Z',
  };
  server = createServer((_request, response) => response.end(JSON.stringify(answer)));
  process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `http://127.0.0.1:${await listen(server)}`;
  expect(await roleCredentials()).toMatchObject({
    accessKeyId: 'id',
    secretAccessKey: 'key',
    sessionToken: 'token',
    expiration: new Date('2999-01-01'),
  });
});

test('are refused when there are neither', async () => {
  await expect(roleCredentials()).rejects.toMatchObject({ name: 'CredentialsProviderError' });
});
