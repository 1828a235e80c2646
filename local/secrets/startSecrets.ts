// A local Secrets Manager: GetSecretValue for secrets that it is given, and nothing else.
// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Part } from '../part.ts';

export type LocalSecrets = Part & { url: string };

export type SecretsOptions = {
  /** Texts by ARN. */
  secrets: Readonly<Record<string, string>>;
  host?: string;
  /** Any free one by default. */
  port?: number;
};

type SecretsAnswer = { status: number; body: object };

const refuse = (type: string, message: string): SecretsAnswer => ({
  status: 400,
  body: { __type: type, message },
});

const answer = async (
  request: IncomingMessage,
  secrets: SecretsOptions['secrets'],
): Promise<SecretsAnswer> => {
  if (request.headers['x-amz-target'] !== 'secretsmanager.GetSecretValue')
    return refuse('InvalidRequestException', 'Only GetSecretValue is here.');
  const { SecretId } = (await json(request).catch(() => ({}))) as { SecretId?: string };
  const SecretString = secrets[SecretId ?? ''];
  if (SecretString === undefined)
    return refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  return { status: 200, body: { ARN: SecretId, SecretString } };
};

/** Listens on loopback unless told otherwise. */
export const startSecrets = async ({
  secrets,
  host = '127.0.0.1',
  port = 0,
}: SecretsOptions): Promise<LocalSecrets> => {
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request, secrets);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  await once(server.listen(port, host), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
