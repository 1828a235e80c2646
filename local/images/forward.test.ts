import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listen } from '#tests/support/listen.ts';
import { createForward } from './forward.ts';

let image: Server;
let origin: string;

beforeAll(async () => {
  image = createServer(async (request, response) => {
    response.writeHead(201, { 'content-type': 'text/plain' });
    response.end(`${request.method} ${request.url} ${await text(request)}`);
  });
  await listen(image);
  origin = `http://127.0.0.1:${(image.address() as AddressInfo).port}`;
});

afterAll(() => {
  image.close();
  image.closeAllConnections();
});

const send = (method: string, url: string, body = '') =>
  createForward(origin)({ method, url } as IncomingMessage, Buffer.from(body));

test('passes method, path and body on, and the answer back', async () => {
  expect(await send('POST', '/2015-03-31/functions/function/invocations?a=%20', '{"é":1}')).toEqual({
    status: 201,
    headers: { 'content-type': 'text/plain' },
    body: 'POST /2015-03-31/functions/function/invocations?a=%20 {"é":1}',
  });
  expect((await send('GET', '/other')).body).toBe('GET /other ');
});

test('answers 502 when no image answers', async () => {
  const forward = createForward('http://127.0.0.1:1');
  expect(await forward({ method: 'POST', url: '/' } as IncomingMessage, Buffer.from('{}'))).toMatchObject({
    status: 502,
  });
});
