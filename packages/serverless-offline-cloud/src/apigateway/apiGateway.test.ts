// API Gateway's part of a request, over a real server, before functions that the tests make up.
import { once } from 'node:events';
import { createServer, type Server, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, jest, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { FunctionError } from '../lambda/functionError.ts';
import { createApiGateway, type Invoke } from './apiGateway.ts';
import type { Cors } from './cors.ts';

let server: Server | undefined;

afterEach(() => {
  jest.useRealTimers();
  server?.close();
  server?.closeAllConnections();
});

const routes = [
  { key: 'ANY /users', functionKey: 'getUsers' },
  { key: 'GET /users/{id}', functionKey: 'getUser' },
];

const start = async (invoke: Invoke, cors?: Cors): Promise<string> => {
  const answer = createApiGateway({ routes, cors, invoke });
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { status, headers, body: answered } = await answer(request, body);
    response.statusCode = status;
    response.setHeaders(new Map(Object.entries(headers)));
    response.end(answered);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** Starts a gateway whose functions return the event, and returns the event of one request. */
const eventOf = async (
  path: string,
  {
    method = 'GET',
    headers = [],
    body = '',
  }: { method?: string; headers?: string[]; body?: string | Buffer } = {},
): Promise<APIGatewayProxyEventV2> => {
  const { hostname, port } = new URL(await start(async (_name, event) => JSON.stringify(event)));
  const request = sendRequest({
    hostname,
    port,
    path,
    method,
    headers: ['host', 'localhost:80', ...headers],
  });
  request.end(body);
  const [response] = await once(request, 'response');
  return JSON.parse(Buffer.concat(await response.toArray()).toString());
};

test('the event of a plain GET has the members that AWS sends, and no others', async () => {
  const event = await eventOf('/users', { headers: ['user-agent', 'test'] });
  expect(event).toEqual({
    version: '2.0',
    routeKey: 'ANY /users',
    rawPath: '/users',
    rawQueryString: '',
    headers: {
      host: 'localhost:80',
      'user-agent': 'test',
      'content-length': '0',
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-[\da-f]{8}-[\da-f]{24}$/),
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': expect.stringMatching(/^\d+$/),
      'x-forwarded-proto': 'http',
    },
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: {
        method: 'GET',
        path: '/users',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'test',
      },
      requestId: expect.stringMatching(/^[\w+/]{15}=$/),
      routeKey: 'ANY /users',
      stage: '$default',
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      timeEpoch: expect.any(Number),
    },
    isBase64Encoded: false,
  });
});

// As https://github.com/hotsock/voker/tree/main/vokerhttp/testdata shows events of a real HTTP API.
test('the query string stays as it was sent; its parameters are decoded and joined', async () => {
  const query =
    'repeat=one&repeat=two&url=https%3A%2F%2Fa%2Fb&space=a%20b&plus=a+b&encoded=a%2Bb&empty=&bad=%zz&';
  const event = await eventOf(`/users?${query}`);
  expect(event.rawQueryString).toBe(query);
  expect(event.queryStringParameters).toEqual({
    repeat: 'one,two',
    url: 'https://a/b',
    space: 'a b',
    plus: 'a b',
    encoded: 'a+b',
    empty: '',
    bad: '%zz',
  });
});

test('headers that are sent twice are joined; cookies are apart', async () => {
  const { headers, cookies } = await eventOf('/users', {
    headers: [
      'X-Probe',
      'first',
      'x-probe',
      'second',
      'Cookie',
      'session=abc; theme=dark',
      'X-Forwarded-For',
      '192.0.2.7',
    ],
  });
  expect(headers).toMatchObject({ 'x-probe': 'first,second', 'x-forwarded-for': '192.0.2.7, 127.0.0.1' });
  expect(cookies).toEqual(['session=abc', 'theme=dark']);
  expect(Object.keys(headers)).not.toContain('cookie');
  expect(Object.keys(headers)).not.toContain('connection');
});

test('the path and its parameters are decoded', async () => {
  const event = await eventOf('/users/a%20b%C3%A9');
  expect(event).toMatchObject({ rawPath: '/users/a bé', pathParameters: { id: 'a bé' } });
});

test.each(['text/plain', 'application/json', 'application/json; charset=utf-8', 'application/xml'])(
  'a body of %s is text',
  async (type) => {
    const event = await eventOf('/users', {
      method: 'POST',
      headers: ['content-type', type],
      body: '{"é":1}',
    });
    expect(event).toMatchObject({
      body: '{"é":1}',
      isBase64Encoded: false,
      headers: { 'content-length': '8' },
    });
  },
);

test.each(['application/octet-stream', 'application/x-www-form-urlencoded', 'application/jsonx', ''])(
  'a body of type "%s" is base64',
  async (type) => {
    const body = Buffer.from([0xff, 0]);
    const event = await eventOf('/users', { method: 'POST', headers: ['content-type', type], body });
    expect(event).toMatchObject({ body: '/wA=', isBase64Encoded: true });
  },
);

test('an answer carries the request id of its event', async () => {
  let requestId: string | undefined;
  const url = await start(async (_name, event) => {
    requestId = (event as APIGatewayProxyEventV2).requestContext.requestId;
    return '{}';
  });
  expect((await fetch(`${url}/users`)).headers.get('apigw-requestid')).toBe(requestId);
});

test('a function that fails is answered 500, without its message', async () => {
  const url = await start(async () => Promise.reject(new Error('secret')));
  const response = await fetch(`${url}/users`);
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('{"message":"Internal Server Error"}');
});

test('a function that is throttled is answered 503', async () => {
  const failure = { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded', stack: '' };
  const url = await start(async () => Promise.reject(new FunctionError(failure)));
  const response = await fetch(`${url}/users`);
  expect(response.status).toBe(503);
  expect(await response.text()).toBe('{"message":"Service Unavailable"}');
});

test('a function is invoked with the trace of its event', async () => {
  const traces: unknown[] = [];
  const url = await start(async (_name, event, { traceHeader }) => {
    traces.push(traceHeader, (event as APIGatewayProxyEventV2).headers['x-amzn-trace-id']);
    return '{}';
  });
  await fetch(`${url}/users`);
  expect(traces[0]).toMatch(/^Root=1-/);
  expect(traces[1]).toBe(traces[0]);
});

test('a request is answered by the function of its route', async () => {
  const url = await start(async (name) => JSON.stringify(name));
  expect(await (await fetch(`${url}/users?x`, { method: 'POST' })).text()).toBe('getUsers');
  expect(await (await fetch(`${url}/users/1`)).text()).toBe('getUser');
});

test.each([
  ['GET', '/'],
  ['GET', '/nosuch'],
  ['GET', '/users/'],
  ['POST', '/users/1'],
])('%s %s has no route, and is answered 404', async (method, path) => {
  const url = await start(async (name) => JSON.stringify(name));
  const response = await fetch(url + path, { method });
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('{"message":"Not Found"}');
});

test('a path with broken escapes is answered 400', async () => {
  const url = await start(async () => '{}');
  expect((await fetch(`${url}/users%zz`)).status).toBe(400);
});

test('a function that takes longer than API Gateway waits is answered 503', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
  const invoked = Promise.withResolvers<void>();
  const url = await start(() => {
    invoked.resolve();
    return new Promise(() => {});
  });
  const answered = fetch(`${url}/users`);
  await invoked.promise;
  jest.advanceTimersByTime(29_999);
  jest.advanceTimersByTime(1);
  const response = await answered;
  expect(response.status).toBe(503);
  expect(await response.text()).toBe('{"message":"Service Unavailable"}');
});

const cors: Cors = {
  origins: ['http://a.test'],
  methods: ['GET'],
  headers: ['authorization'],
  exposedHeaders: ['link'],
  maxAgeS: 60,
};
const preflight = {
  method: 'OPTIONS',
  headers: { origin: 'http://a.test', 'access-control-request-method': 'GET' },
};

test('without CORS a preflight is a request like any other', async () => {
  const url = await start(async () => '{"statusCode":405}');
  const response = await fetch(`${url}/users`, preflight);
  expect(response.status).toBe(405);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});

test('with CORS a preflight is answered without a function, on any path', async () => {
  const invoke = jest.fn<Invoke>();
  const url = await start(invoke, cors);
  const response = await fetch(`${url}/nosuch`, preflight);
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-origin')).toBe('http://a.test');
  expect(invoke).not.toHaveBeenCalled();
});

test('with CORS an answer names the origin that asked', async () => {
  const url = await start(async () => '{}', cors);
  const ask = async (origin: string) =>
    (await fetch(`${url}/users`, { headers: { origin } })).headers.get('access-control-allow-origin');
  expect(await ask('http://a.test')).toBe('http://a.test');
  expect(await ask('http://b.test')).toBeNull();
});
