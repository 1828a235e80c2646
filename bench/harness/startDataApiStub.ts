// A Data API that answers at once from memory, over TLS and plain, and an endpoint for credentials.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { listen } from '#tests/support/listen.ts';
import { personAt } from '#tests/support/people.ts';
import { benchFolder } from './bench.ts';

/** Where Lambda's own endpoint for the credentials of a restored environment is imitated. */
export const credentialsPath = '/credentials';

const credentials = JSON.stringify({
  AccessKeyId: 'bench',
  SecretAccessKey: 'bench',
  Token: 'bench',
  Expiration: '2100-01-01T00:00:00Z',
});

/** Makes a certificate for this machine's loopback address, valid for a day. */
const makeCertificate = () => {
  const folder = join(benchFolder, 'certificate');
  mkdirSync(folder, { recursive: true });
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=bench', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const output = ['-keyout', keyFile, '-out', certificateFile];
  execFileSync('openssl', ['req', '-x509', ...curve, '-days', '1', ...output, ...subject], {
    stdio: 'ignore',
  });
  return { key: readFileSync(keyFile), cert: readFileSync(certificateFile), certificateFile };
};

/** The Data API's answer to a statement that selects the first `count` people, with formatRecordsAs JSON. */
const createAnswer = (count: number): string => {
  const rows = Array.from({ length: count }, (_, index) => ({ id: String(index + 1), ...personAt(index) }));
  return JSON.stringify({ numberOfRecordsUpdated: 0, formattedRecords: JSON.stringify(rows) });
};

const answers = new Map<number, string>();

/** Answers as many rows as the statement's `limit` parameter says, or one. Refuses, as AWS does, what is no statement. */
const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.url === credentialsPath) return void response.end(credentials);
  if (request.method !== 'POST') return void response.writeHead(403).end();
  const { parameters = [] } = JSON.parse(await text(request));
  const limit = parameters.find(({ name }: { name: string }) => name === 'limit')?.value.longValue ?? 1;
  const answer = answers.get(limit) ?? createAnswer(limit);
  answers.set(limit, answer);
  response.setHeader('content-type', 'application/json').end(answer);
};

export type DataApiStub = { url: string; plainUrl: string; certificateFile: string; close(): void };

export const startDataApiStub = async (): Promise<DataApiStub> => {
  const { key, cert, certificateFile } = makeCertificate();
  const keepAliveTimeout = 60_000;
  const tls = createServer({ key, cert, keepAliveTimeout }, serve);
  const plain = createPlainServer({ keepAliveTimeout }, serve);
  return {
    url: `https://127.0.0.1:${await listen(tls)}`,
    plainUrl: `http://127.0.0.1:${await listen(plain)}`,
    certificateFile,
    close: () => {
      for (const server of [tls, plain]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
};
