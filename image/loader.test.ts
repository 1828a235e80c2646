// What a function holds when it has initialized, and a snapshot of SnapStart would hand on.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { httpEvent } from '#tests/support/events.ts';
import { listen } from '#tests/support/listen.ts';
import { bundle } from './bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'users-service-loader-'));
const homer = { email: 'homer@thesimpsons.com', phoneNumber: '+1 888 123 1111' };

/** Prints what the function holds after its initialization, and then its answer to a request. */
const program = `
import crypto from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { syncBuiltinESMExports } from 'node:module';

// An idle socket does not count as an active resource.
const sockets = new Set();
subscribe('net.client.socket', ({ socket }) => sockets.add(socket));
const random = [];
const watch = (owner, name) => {
  const original = owner[name];
  owner[name] = function (...values) {
    random.push(name);
    return original.apply(this, values);
  };
};
for (const name of ['randomBytes', 'randomFillSync', 'randomInt', 'randomUUID']) watch(crypto, name);
for (const name of ['getRandomValues', 'randomUUID']) watch(globalThis.crypto, name);
watch(Math, 'random');
syncBuiltinESMExports();

const { handler } = await import('./functions/searchUser/handler.mjs');
const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout');
console.log(JSON.stringify({ sockets: sockets.size, timers, random }));

const context = { awsRequestId: '1', functionName: 'f', getRemainingTimeInMillis: () => 10_000 };
console.log(JSON.stringify(await handler(JSON.parse(process.argv[2]), context)));
process.exit();
`;

let servers: Server[];
const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  return `http://127.0.0.1:${await listen(server)}`;
};

beforeAll(async () => {
  servers = [];
  await bundle('searchUser', { folder });
  writeFileSync(join(folder, 'program.mjs'), program);
}, 120_000);
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

/** Starts the function as Lambda does with SnapStart, where credentials come from an endpoint instead of variables. */
const start = async (initializationType: string) => {
  const requests: string[] = [];
  const dataApi = await serve((request, response) => {
    const [, key = 'none'] = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
    requests.push(`${request.method} statement, key ${key}`);
    response.end(JSON.stringify({ formattedRecords: JSON.stringify([homer]) }));
  });
  const credentials = await serve((_request, response) => {
    requests.push('credentials');
    const Expiration = new Date(Date.now() + 3_600_000).toISOString();
    response.end(JSON.stringify({ AccessKeyId: 'restored', SecretAccessKey: 'x', Token: 'x', Expiration }));
  });
  const env = {
    AWS_LAMBDA_INITIALIZATION_TYPE: initializationType,
    AWS_REGION: 'eu-central-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${credentials}/credentials`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: 'token',
    AWS_ENDPOINT_URL_RDS_DATA: dataApi,
    DATABASE_RESOURCE_ARN: 'arn:aws:rds:eu-central-1:000000000000:cluster:users',
    DATABASE_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:users',
    DATABASE_NAME: 'users',
  };
  const event = JSON.stringify(httpEvent('/search', `email=${homer.email}`));
  const run = promisify(execFile)(process.execPath, ['program.mjs', event], { cwd: folder, env });
  const lines = (await run).stdout.trim().split('\n');
  return {
    initialized: JSON.parse(lines[0] as string),
    answer: JSON.parse(lines.at(-1) as string),
    requests,
  };
};

test('with SnapStart holds no socket, timer, credential or random number when it has initialized', async () => {
  const { initialized, answer, requests } = await start('snap-start');
  expect(initialized).toEqual({ sockets: 0, timers: [], random: [] });
  expect(requests).toEqual(['credentials', 'POST statement, key restored']);
  expect(JSON.parse(answer.body)).toEqual(homer);
});

test('on demand holds the connections that its first request uses', async () => {
  const { initialized, requests } = await start('on-demand');
  expect(initialized.sockets).toBe(2);
  expect(requests.slice(0, 2).sort()).toEqual(['GET statement, key none', 'credentials']);
  expect(requests.slice(2)).toEqual(['POST statement, key restored']);
});
