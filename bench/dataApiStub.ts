// A Data API that answers at once from memory, over TLS and plain. Called by main.ts.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { listen } from '#tests/support/listen.ts';
import { personAt } from '#tests/support/people.ts';

/** A page of so many rows, as the Data API answers with formatRecordsAs JSON. */
export const answerOf = (count: number): string => {
  const rows = Array.from({ length: count }, (_, index) => ({ id: String(index + 1), ...personAt(index) }));
  return JSON.stringify({ numberOfRecordsUpdated: 0, formattedRecords: JSON.stringify(rows) });
};

const answers = new Map<number, string>();

/** As many rows as the statement's `limit` parameter says, or one. */
const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { parameters = [] } = JSON.parse(await text(request));
  const limit = parameters.find(({ name }: { name: string }) => name === 'limit')?.value.longValue ?? 1;
  const answer = answers.get(limit) ?? answerOf(limit);
  answers.set(limit, answer);
  response.setHeader('content-type', 'application/json').end(answer);
};

/** A certificate for this machine's loopback address alone, made anew each time. */
const makeCertificate = (folder: string): { key: string; certificate: string } => {
  mkdirSync(folder, { recursive: true });
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=bench', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...curve, '-days', '1', '-keyout', key, '-out', certificate, ...subject],
    {
      stdio: 'ignore',
    },
  );
  return { key, certificate };
};

export type DataApiStub = { url: string; plainUrl: string; certificate: string; close(): void };

export const startDataApiStub = async (folder: string): Promise<DataApiStub> => {
  const { key, certificate } = makeCertificate(folder);
  const servers = [
    createServer(
      { key: readFileSync(key), cert: readFileSync(certificate), keepAliveTimeout: 60_000 },
      serve,
    ),
    createPlainServer({ keepAliveTimeout: 60_000 }, serve),
  ] as const;
  const [port, plainPort] = await Promise.all(servers.map((server) => listen(server)));
  return {
    url: `https://127.0.0.1:${port}`,
    plainUrl: `http://127.0.0.1:${plainPort}`,
    certificate,
    close: () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
};
