import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type LocalSecrets, startSecrets } from './startSecrets.ts';

const arn = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:a-AbCdEf';

let local: LocalSecrets;
let client: SecretsManagerClient;
beforeEach(async () => {
  local = await startSecrets({ secrets: { [arn]: 'text' } });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new SecretsManagerClient({ endpoint: local.url, region: 'eu-central-1', credentials });
});
afterEach(async () => {
  client.destroy();
  await local.stop();
});

const read = (SecretId: string, VersionStage?: string) =>
  client.send(new GetSecretValueCommand({ SecretId, ...(VersionStage && { VersionStage }) }));

test("gives AWS's client the text of a secret", async () => {
  expect(await read(arn)).toMatchObject({ ARN: arn, SecretString: 'text' });
});

test('answers no page of another origin', async () => {
  const target = { 'x-amz-target': 'secretsmanager.GetSecretValue' };
  const ask = (headers: Record<string, string>) =>
    fetch(local.url, { method: 'POST', headers: { ...target, ...headers }, body: `{"SecretId":"${arn}"}` });
  expect((await ask({})).status).toBe(200);
  expect((await ask({ origin: 'http://evil.example' })).status).toBe(403);
});

test('has no version that a rotation has made pending', async () => {
  await expect(read(arn, 'AWSPENDING')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: expect.stringContaining('staging label: AWSPENDING'),
  });
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
