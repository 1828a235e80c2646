// The adapter against a server that answers as Secrets Manager does.
import { createServer, type RequestListener, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { listen } from '#tests/support/listen.ts';
import { createSecretsManager } from './secretsManager.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const serve = async (listener: RequestListener) => {
  server = createServer(listener);
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${await listen(server)}`,
  });
  return createSecretsManager({ region: 'eu-central-1', now: () => nowMs });
};

const nowMs = Date.UTC(2026, 0, 1);
const json = 'application/x-amz-json-1.1';

test('reads the text of the secret', async () => {
  const requests: unknown[] = [];
  const secrets = await serve(async (request, response) => {
    requests.push([request.headers['x-amz-target'], JSON.parse(await text(request))]);
    expect(request.headers.authorization).toContain('/eu-central-1/secretsmanager/');
    response.setHeader('content-type', json).end('{"SecretString":"{\\"username\\":\\"reader\\"}"}');
  });
  expect(await secrets.read('arn:secret', { deadlineMs: nowMs + 60_000 })).toBe('{"username":"reader"}');
  expect(requests).toEqual([
    ['secretsmanager.GetSecretValue', { SecretId: 'arn:secret', VersionStage: 'AWSCURRENT' }],
  ]);
});

test('takes a secret without text for an empty one', async () => {
  const secrets = await serve((_request, response) => response.setHeader('content-type', json).end('{}'));
  expect(await secrets.read('arn:secret', { deadlineMs: nowMs + 60_000 })).toBe('');
});

test('reads the text that a rotation has made pending', async () => {
  const secrets = await serve(async (request, response) => {
    const { VersionStage } = JSON.parse(await text(request));
    response.setHeader('content-type', json).end(JSON.stringify({ SecretString: VersionStage }));
  });
  expect(await secrets.readPending('arn:secret', { deadlineMs: nowMs + 60_000 })).toBe('AWSPENDING');
});

const refuseWith = (name: string) =>
  serve((_request, response) =>
    response.writeHead(400, { 'content-type': json }).end(JSON.stringify({ __type: name, message: 'x' })),
  );

test('has no pending text when no rotation is under way', async () => {
  const secrets = await refuseWith('ResourceNotFoundException');
  expect(await secrets.readPending('arn:secret', { deadlineMs: nowMs + 60_000 })).toBeUndefined();
});

test('passes every other refusal of the pending text on', async () => {
  const secrets = await refuseWith('AccessDeniedException');
  await expect(secrets.readPending('arn:secret', { deadlineMs: nowMs + 60_000 })).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

test.each([1, 0, -1])('gives up when %i ms are left', async (leftMs) => {
  const secrets = await serve(() => {});
  await expect(secrets.read('arn:secret', { deadlineMs: nowMs + leftMs })).rejects.toMatchObject({
    name: expect.stringMatching(/^(Abort|Timeout)Error$/),
  });
});
