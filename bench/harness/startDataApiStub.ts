// A Data API that answers at once from memory, over TLS and plain, and an endpoint for credentials.
import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { listen } from '#tests/support/listen.ts';
import { benchFolder } from './benchFolder.ts';
import { createDataApiAnswer } from './createDataApiAnswer.ts';
import { makeCertificate } from './makeCertificate.ts';

/** Where Lambda's own endpoint for the credentials of a restored environment is imitated. */
export const credentialsPath = '/credentials';

const credentials = JSON.stringify({
  AccessKeyId: 'bench',
  SecretAccessKey: 'bench',
  Token: 'bench',
  Expiration: '2100-01-01T00:00:00Z',
});

const answers = new Map<number, string>();

/** Answers as many rows as the statement's `limit` parameter says, or one. Refuses, as AWS does, what is no statement. */
const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.url === credentialsPath) return void response.end(credentials);
  if (request.method !== 'POST') return void response.writeHead(403).end();
  const { parameters = [] } = JSON.parse(await text(request));
  const limit = parameters.find(({ name }: { name: string }) => name === 'limit')?.value.longValue ?? 1;
  const answer = answers.get(limit) ?? createDataApiAnswer(limit);
  answers.set(limit, answer);
  response.setHeader('content-type', 'application/json').end(answer);
};

export type DataApiStub = { url: string; plainUrl: string; certificateFile: string; close(): void };

export const startDataApiStub = async (): Promise<DataApiStub> => {
  const { key, cert, certificateFile } = makeCertificate(join(benchFolder, 'certificate'));
  const keepAliveTimeout = 60_000;
  const servers = [
    createServer({ key, cert, keepAliveTimeout }, serve),
    createPlainServer({ keepAliveTimeout }, serve),
  ];
  const [port, plainPort] = await Promise.all(servers.map((server) => listen(server)));
  return {
    url: `https://127.0.0.1:${port}`,
    plainUrl: `http://127.0.0.1:${plainPort}`,
    certificateFile,
    close: () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
};
