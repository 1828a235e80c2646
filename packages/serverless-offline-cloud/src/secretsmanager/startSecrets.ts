// A local Secrets Manager: GetSecretValue for secrets that it is given, and nothing else.
// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
import { freePort } from 'data-api-emulator/local-server';
import type { Part } from '../server/part.ts';
import { type Answer, answerJson, startServer } from '../server/startServer.ts';

export type LocalSecrets = Part & { url: string };

export type SecretsOptions = {
  /** Texts by ARN. */
  secrets: Readonly<Record<string, string>>;
  /** The address to listen on; loopback by default. */
  host?: string;
  /** Any free one by default. */
  port?: number;
  /** Names beside those of loopback that requests may be addressed to. */
  allowedHosts?: readonly string[];
};

const json = { 'content-type': 'application/x-amz-json-1.1' };

const refuse = (type: string, message: string): Answer => answerJson(400, { __type: type, message }, json);

const readRequest = (body: Buffer): { id: string; stage: string } => {
  try {
    const { SecretId, VersionStage = 'AWSCURRENT' } = JSON.parse(body.toString());
    return { id: String(SecretId), stage: String(VersionStage) };
  } catch {
    return { id: '', stage: '' };
  }
};

const answer = (target: unknown, body: Buffer, secrets: SecretsOptions['secrets']): Answer => {
  if (target !== 'secretsmanager.GetSecretValue')
    return refuse('InvalidRequestException', 'Only GetSecretValue is here.');
  const { id, stage } = readRequest(body);
  const text = Object.hasOwn(secrets, id) ? secrets[id] : undefined;
  if (text === undefined)
    return refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  if (stage !== 'AWSCURRENT')
    return refuse(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for staging label: ${stage}`,
    );
  return answerJson(200, { ARN: id, SecretString: text }, json);
};

export const startSecrets = async (options: SecretsOptions): Promise<LocalSecrets> => {
  const { secrets, host = '127.0.0.1', port = await freePort(), allowedHosts: hosts = [] } = options;
  const server = await startServer({
    host,
    port,
    door: { hosts, origins: [] },
    maxBodyBytes: 10_000,
    answer: async ({ headers }, body) => answer(headers['x-amz-target'], body, secrets),
  });
  return { ...server, url: `http://127.0.0.1:${port}` };
};
