// The client as bundles have it, against a Data API that records what it is sent.
import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { bundleClient } from '#tests/support/bundleClient.ts';
import { listen } from '#tests/support/listen.ts';

type Received = { method: string; path: string; headers: Record<string, string>; body: string };
type Answer = { status?: number; headers?: Record<string, string>; body?: string };

const folder = mkdtempSync(join(tmpdir(), 'users-service-client-'));
const received: Received[] = [];
let answer: Answer = {};

const server = createServer(async (request, response) => {
  const body = await text(request);
  const headers = request.headers as Received['headers'];
  received.push({ method: request.method as string, path: request.url as string, headers, body });
  response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '{}');
});

const environment = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'token',
};
const before = { ...process.env };

let port: number;
let sdk: typeof import('@aws-sdk/client-rds-data');

beforeAll(async () => {
  Object.assign(process.env, environment);
  port = await listen(server);
  const outfile = join(folder, 'client.mjs');
  await bundleClient(outfile);
  sdk = await import(outfile);
}, 60_000);

afterAll(() => {
  process.env = before;
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  received.length = 0;
  answer = {};
});

const client = (path = '') => {
  const endpoint = `http://127.0.0.1:${port}${path}`;
  return new sdk.RDSDataClient({ region: 'eu-central-1', endpoint, maxAttempts: 1 });
};

const statement = { resourceArn: 'arn', secretArn: 'arn', sql: 'SELECT :id' };

const send = (input = {}) => client().send(new sdk.ExecuteStatementCommand({ ...statement, ...input }));

test('signs and sends a command to the path of its operation', async () => {
  await send();
  const [{ method, path, headers, body }] = received as [Received];
  expect([method, path]).toEqual(['POST', '/Execute']);
  expect(JSON.parse(body)).toEqual(statement);
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-amz-security-token': 'token' });
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/rds-data\/aws4_request, SignedHeaders=\S+, Signature=[\da-f]{64}$/,
  );
});

/** Signs what arrived anew, by https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const signatureOf = ({ method, path, headers, body }: Received, signed: string): string => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const lines = signed.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonical = [method, path, '', lines.join(''), signed, hash(body)].join('\n');
  const time = headers['x-amz-date'] as string;
  const scope = [time.slice(0, 8), 'eu-central-1', 'rds-data', 'aws4_request'];
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${environment.AWS_SECRET_ACCESS_KEY}`);
  const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), hash(canonical)].join('\n');
  return hmac(key, text).toString('hex');
};

test('the signature is that of the request as it arrives', async () => {
  await send({ sql: "SELECT 'ä😀'" });
  const [request] = received as [Received];
  const [, signed = '', signature] =
    /SignedHeaders=(\S+), Signature=(\S+)/.exec(request.headers.authorization ?? '') ?? [];
  expect(signed.split(';')).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-security-token']));
  expect(signature).toBe(signatureOf(request, signed));
});

test('sends other commands to theirs, below the path of the endpoint', async () => {
  await client('/base/').send(new sdk.BeginTransactionCommand(statement));
  expect(received[0]?.path).toBe('/base/BeginTransaction');
});

test('sends 64-bit integers exactly', async () => {
  await send({ parameters: [{ name: 'id', value: { longValue: 9_223_372_036_854_775_807n } }] });
  expect(received[0]?.body).toContain('{"longValue":9223372036854775807}');
});

test("returns the answer's members and its request id", async () => {
  answer = { headers: { 'x-amzn-requestid': 'id' }, body: '{"formattedRecords":"[]"}' };
  expect(await send()).toEqual({
    formattedRecords: '[]',
    $metadata: { httpStatusCode: 200, requestId: 'id' },
  });
});

test.each([
  [{ 'x-amzn-errortype': 'BadRequestException:http://internal' }, '{"message":"Wrong."}'],
  [{ 'x-amzn-errortype': 'com.amazonaws.rdsdata#BadRequestException' }, '{"Message":"Wrong."}'],
  [{}, '{"code":"BadRequestException","message":"Wrong."}'],
  [{}, '{"__type":"com.amazonaws.rdsdata#BadRequestException","message":"Wrong."}'],
])('throws the error that is answered by its name: %j %s', async (headers, body) => {
  answer = { status: 400, headers, body };
  await expect(send()).rejects.toMatchObject({
    name: 'BadRequestException',
    message: 'Wrong.',
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
  });
});

test('throws SyntaxError with the status for an answer that is no JSON', async () => {
  answer = { status: 502, body: '<html>' };
  await expect(send()).rejects.toMatchObject({ name: 'SyntaxError', $metadata: { httpStatusCode: 502 } });
});

test('throws an error of a server that says nothing', async () => {
  answer = { status: 503, body: '' };
  await expect(send()).rejects.toMatchObject({ name: 'Unknown', $fault: 'server' });
});

test("signs by AWS's clock once an answer has shown it", async () => {
  const one = client();
  const call = () => one.send(new sdk.ExecuteStatementCommand(statement));
  answer = { status: 403, headers: { date: 'Tue, 01 Jan 2030 00:00:00 GMT' } };
  await expect(call()).rejects.toThrow();
  for (const headers of [{ date: 'yesterday' }, { date: 'Mon, 01 Jan 2029 00:00:00 GMT', age: '60' }]) {
    answer = { headers };
    await call();
  }
  const [first, ...later] = received.map(({ headers }) => headers['x-amz-date']);
  expect(first).not.toMatch(/^20300101T0000/);
  expect(later).toEqual([expect.stringMatching(/^20300101T0000/), expect.stringMatching(/^20300101T0000/)]);
});

test('makes one attempt, and stops at once when it is aborted', async () => {
  answer = { status: 500 };
  await expect(send()).rejects.toThrow();
  expect(received).toHaveLength(1);
  const abortSignal = AbortSignal.abort();
  const aborted = client().send(new sdk.ExecuteStatementCommand(statement), { abortSignal });
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
});

test.each([
  ['eu-central-1', 'rds-data.eu-central-1.amazonaws.com'],
  ['cn-north-1', 'rds-data.cn-north-1.amazonaws.com.cn'],
])("asks AWS's own address for %s", async (region, host) => {
  const request = jest.spyOn(process.getBuiltinModule('node:https'), 'request').mockImplementation(() => {
    throw new Error('no network');
  });
  const regional = new sdk.RDSDataClient({ region, maxAttempts: 1 });
  const call = regional.send(new sdk.ExecuteStatementCommand(statement));
  await expect(call).rejects.toThrow('no network');
  expect(request.mock.calls[0]?.[0]).toMatchObject({ host, method: 'POST', path: '/Execute' });
  request.mockRestore();
});
