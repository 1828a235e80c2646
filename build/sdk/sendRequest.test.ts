import { createServer, type RequestListener, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { listen } from '#tests/support/listen.ts';
import { sendRequest } from './sendRequest.ts';

let server: Server;
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const serving = async (serve: RequestListener) => {
  server = createServer(serve);
  const port = await listen(server);
  const to = { protocol: 'http:', hostname: '127.0.0.1', port, path: '/Execute', method: 'POST' };
  return { ...to, headers: { 'x-header': 'value' }, body: 'body' };
};

test('sends method, path, headers and body, and returns status, headers and the whole body', async () => {
  const request = await serving(async (incoming, response) => {
    const body = await text(incoming);
    const { method, url, headers } = incoming;
    response.writeHead(418, { 'x-answer': 'yes' });
    response.write(JSON.stringify([method, url, headers['x-header'], body]));
    response.end(' ');
  });
  const response = await sendRequest(request);
  expect(response).toMatchObject({ statusCode: 418, headers: { 'x-answer': 'yes' } });
  expect(JSON.parse(response.body.toString())).toEqual(['POST', '/Execute', 'value', 'body']);
});

test('keeps the connection for the next request', async () => {
  const ports = new Set();
  const request = await serving(({ socket }, response) => {
    ports.add(socket.remotePort);
    response.end();
  });
  await sendRequest(request);
  await sendRequest(request);
  expect(ports.size).toBe(1);
});

test('ends with AbortError when it is aborted, before and while it waits', async () => {
  const request = await serving(() => {});
  const aborted = { name: 'AbortError' };
  await expect(sendRequest(request, AbortSignal.abort())).rejects.toMatchObject(aborted);
  await expect(sendRequest(request, AbortSignal.timeout(50))).rejects.toMatchObject(aborted);
});

test.each([
  ['before it answers', (response: { socket: { destroy(): void } | null }) => response.socket?.destroy()],
  [
    'in the middle of its answer',
    (response: { write(text: string, done: () => void): void; socket: { destroy(): void } | null }) =>
      response.write('{', () => response.socket?.destroy()),
  ],
])('calls it TimeoutError, as the SDK does, when the server goes away %s', async (_when, go) => {
  const request = await serving((_incoming, response) => {
    response.setHeader('content-length', 10);
    go(response);
  });
  await expect(sendRequest(request)).rejects.toMatchObject({
    name: 'TimeoutError',
    code: 'ECONNRESET',
  });
});

test('fails with the code of a connection that nobody accepts', async () => {
  const request = await serving(() => {});
  await new Promise((closed) => server.close(closed));
  await expect(sendRequest(request)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
