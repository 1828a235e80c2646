import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { listen } from '#tests/support/listen.ts';
import { credentials } from './credentials.ts';

let close = () => {};
afterEach(() => close());

/** A credential endpoint; returns the environment that leads to it. */
const endpoint = async (serve: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer(serve);
  const port = await listen(server);
  close = () => {
    server.close();
    server.closeAllConnections();
  };
  return {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/credentials?of=function`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: 'token',
  };
};

const answer = {
  AccessKeyId: 'key',
  SecretAccessKey: 'secret',
  Token: 'session',
  Expiration: '2026-11-22T12:00:00Z',
};

test('takes the keys of the environment, with the session when there is one', async () => {
  const env = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' };
  const keys = { accessKeyId: 'key', secretAccessKey: 'secret' };
  expect(await credentials(env)()).toEqual(keys);
  expect(await credentials({ ...env, AWS_SESSION_TOKEN: 'session' })()).toEqual({
    ...keys,
    sessionToken: 'session',
  });
});

test('asks the container endpoint with its token when the environment has no keys', async () => {
  const seen: unknown[] = [];
  const env = await endpoint((request, response) => {
    seen.push([request.url, request.headers.authorization]);
    response.end(JSON.stringify(answer));
  });
  expect(await credentials(env)()).toEqual({
    accessKeyId: 'key',
    secretAccessKey: 'secret',
    sessionToken: 'session',
    expiration: new Date(answer.Expiration),
  });
  expect(seen).toEqual([['/credentials?of=function', 'token']]);
});

describe('credentials that expire', () => {
  const expiryMs = Date.parse(answer.Expiration);

  /** A provider whose endpoint answers with a new key each time, until it fails. */
  const expiring = async () => {
    const state = { nowMs: expiryMs - 3_600_000, calls: 0, fails: false };
    const env = await endpoint((_request, response) => {
      state.calls += 1;
      response.writeHead(state.fails ? 500 : 200);
      response.end(JSON.stringify({ ...answer, AccessKeyId: `key${state.calls}` }));
    });
    const provider = credentials(env, () => state.nowMs);
    return { state, key: async () => (await provider()).accessKeyId };
  };

  test('are asked for once, until five minutes before they expire', async () => {
    const { state, key } = await expiring();
    expect(await key()).toBe('key1');
    state.nowMs = expiryMs - 300_001;
    expect(await key()).toBe('key1');
    state.nowMs = expiryMs - 300_000;
    expect(await key()).toBe('key2');
  });

  test('are kept while they last when no new ones can be had', async () => {
    const { state, key } = await expiring();
    expect(await key()).toBe('key1');
    Object.assign(state, { fails: true, nowMs: expiryMs - 1 });
    expect(await key()).toBe('key1');
    state.nowMs = expiryMs;
    await expect(key()).rejects.toThrow('No credentials could be had.');
  });
});

test('tries a failing endpoint three times, then says so', async () => {
  let calls = 0;
  const env = await endpoint((_request, response) => {
    calls += 1;
    response.writeHead(500).end();
  });
  await expect(credentials(env)()).rejects.toThrow('No credentials could be had.');
  expect(calls).toBe(3);
});

test('names what is missing when there is neither', async () => {
  const rejection = expect(credentials({})()).rejects;
  await rejection.toMatchObject({ name: 'CredentialsProviderError' });
});
