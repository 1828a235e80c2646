import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSecretsManager } from '#layers/aws/secretsManager/secretsManager.ts';
import { type LocalSecrets, startSecrets } from './startSecrets.ts';

const arn = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:a-AbCdEf';
const call = { deadlineMs: Number.POSITIVE_INFINITY };

let local: LocalSecrets;
beforeEach(async () => {
  local = await startSecrets({ secrets: { [arn]: 'text' } });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: local.url,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});
afterEach(async () => {
  delete process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER;
  await local.stop();
});

const read = (secretArn: string) =>
  createSecretsManager({ region: 'eu-central-1', now: () => 0 }).read(secretArn, {
    ...call,
    deadlineMs: 10_000,
  });

test('gives the functions’ client the text of a secret', async () => {
  expect(await read(arn)).toBe('text');
});

test('answers no page of another origin', async () => {
  const target = { 'x-amz-target': 'secretsmanager.GetSecretValue' };
  const ask = (headers: Record<string, string>) =>
    fetch(local.url, { method: 'POST', headers: { ...target, ...headers }, body: `{"SecretId":"${arn}"}` });
  expect((await ask({})).status).toBe(200);
  expect((await ask({ origin: 'http://evil.example' })).status).toBe(403);
});

test('has no version that a rotation has made pending', async () => {
  const secrets = createSecretsManager({ region: 'eu-central-1', now: () => 0 });
  expect(await secrets.readPending(arn, { deadlineMs: 10_000 })).toBeUndefined();
});

test('answers as AWS where there is no such secret, and refuses any other operation', async () => {
  await expect(read(`${arn}x`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const response = await fetch(local.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'secretsmanager.DeleteSecret' },
    body: JSON.stringify({ SecretId: arn }),
  });
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { __type: 'InvalidRequestException' },
  ]);
});
