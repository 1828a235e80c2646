// The two servers side by side: the built emulator, and the least that answers SQL over HTTP.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';

/** A value that stands where `:value` or `?` does. */
export type BenchQuery = { sql: string; value: string };

export type Contestant = {
  name: string;
  command: readonly string[];
  path: string;
  headers: Record<string, string>;
  /** The body of one request. */
  write(query: BenchQuery): string;
};

const folder = import.meta.dirname;

export const bare: Contestant = {
  name: 'node:http + mysql2',
  command: [join(folder, 'bareServer.mjs')],
  path: '/',
  headers: {},
  write: ({ sql, value }) => JSON.stringify({ sql: sql.replace(':value', '?'), values: [value] }),
};

export const createEmulator = (databaseUrl: string): Contestant => ({
  name: 'data-api-emulator',
  command: [join(folder, '../dist/main.js'), '--port', '0', '--database-url', databaseUrl],
  path: '/Execute',
  headers: { authorization: 'AWS4-HMAC-SHA256 Credential=bench, SignedHeaders=host, Signature=0' },
  write: ({ sql, value }) =>
    JSON.stringify({
      resourceArn: 'arn:aws:rds:eu-central-1:123456789012:cluster:bench',
      secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:bench',
      database: 'test',
      sql,
      parameters: [{ name: 'value', value: { stringValue: value } }],
    }),
});

export type RunningServer = {
  /** Sends one query; resolves to the bytes of its answer. Throws when it is not a success. */
  send(query: BenchQuery): Promise<number>;
  stop(): Promise<void>;
};

const readUrl = async (child: ChildProcess): Promise<URL> => {
  for await (const text of child.stdout as AsyncIterable<Buffer>) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text.toString()) ?? [];
    if (url) return new URL(url);
  }
  throw new Error('The server ended before it listened.');
};

/** Starts a server and keeps up to ten connections to it. */
export const startServer = async (
  { command, path, headers, write }: Contestant,
  databaseUrl: string,
): Promise<RunningServer> => {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const { port } = await readUrl(child);
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  const options = { host: '127.0.0.1', port, agent, method: 'POST', path };
  const send = (query: BenchQuery) =>
    new Promise<number>((resolve, reject) => {
      const body = write(query);
      const length = { 'content-length': Buffer.byteLength(body) };
      const sent = request({ ...options, headers: { ...headers, ...length } }, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        response.on('end', () =>
          response.statusCode === 200 ? resolve(bytes) : reject(new Error(`${response.statusCode}`)),
        );
      });
      sent.on('error', reject).end(body);
    });
  const stop = async (): Promise<void> => {
    agent.destroy();
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  };
  return { send, stop };
};
