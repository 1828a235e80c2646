import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { freePort } from 'data-api-emulator/local-server';
import type { Part } from './part.ts';
import { answerJson, startServer } from './startServer.ts';

let server: Part;
let port: number;
const seen: string[] = [];

beforeAll(async () => {
  port = await freePort();
  server = await startServer({
    host: '127.0.0.1',
    port,
    door: { hosts: [], origins: [] },
    maxBodyBytes: 10,
    maxHeaderBytes: 1_000,
    answer: async (request, body) => {
      if (request.url === '/broken') throw new Error('with a secret');
      seen.push(`${request.method} ${request.url} ${body}`);
      return answerJson(201, { length: body.length }, { 'x-two': ['a', 'b'] });
    },
  });
});

afterAll(() => server.stop());

const send = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);

/** The first bytes of the answer to bytes that no client library would send. */
const sendBytes = async (bytes: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  const [data] = await once(socket, 'data');
  socket.destroy();
  return String(data);
};

test('sends what `answer` returns', async () => {
  const response = await send('/a?b', { method: 'POST', body: '0123456789' });
  expect(response.status).toBe(201);
  expect(response.headers.get('x-two')).toBe('a, b');
  expect(response.headers.get('content-length')).toBe('13');
  expect(await response.json()).toEqual({ length: 10 });
  expect(seen.at(-1)).toBe('POST /a?b 0123456789');
});

test('refuses a request that the door refuses, before `answer` sees it', async () => {
  const before = seen.length;
  const response = await send('/', { method: 'POST', body: 'x', headers: { origin: 'http://evil.example' } });
  expect(response.status).toBe(403);
  expect(await response.json()).toEqual({
    message: 'Forbidden: Pages of this origin may not use this port.',
  });
  expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect(seen).toHaveLength(before);
});

test('answers 413 to a longer body, and serves the next request', async () => {
  expect((await send('/', { method: 'POST', body: 'x'.repeat(2_000_000) })).status).toBe(413);
  expect((await send('/', { method: 'POST', body: 'x' })).status).toBe(201);
});

test('answers 431 to longer headers', async () => {
  const headers = `Host: localhost\r\nLong: ${'x'.repeat(1_000)}`;
  expect(await sendBytes(`GET / HTTP/1.1\r\n${headers}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
});

test('answers 500 without the message of an error, and prints it', async () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const response = await send('/broken');
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('{"message":"Internal Server Error"}');
  expect(write).toHaveBeenCalledWith(expect.stringContaining('with a secret'));
  write.mockRestore();
});

test('serves on after a client that broke off in the middle of its body', async () => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf`);
  socket.resetAndDestroy();
  expect((await send('/', { method: 'POST', body: 'x' })).status).toBe(201);
});

test('does not take an upgrade for anything but a request', async () => {
  const headers =
    'Host: localhost\r\nOrigin: http://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket';
  expect(await sendBytes(`GET / HTTP/1.1\r\n${headers}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 403 /);
});

test('reads a request target that is a whole URL as its path, and its host as the Host header', async () => {
  const target = `http://127.0.0.1:${port}/a?b`;
  expect(await sendBytes(`GET ${target} HTTP/1.1\r\nHost: evil.example\r\n\r\n`)).toMatch(/^HTTP\/1\.1 201 /);
  expect(seen.at(-1)).toBe('GET /a?b ');
  const foreign = 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n';
  expect(await sendBytes(foreign)).toMatch(/^HTTP\/1\.1 403 /);
});

test('refuses a request that names no host', async () => {
  expect(await sendBytes('GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
});

test('rejects when the port is taken', async () => {
  const options = { host: '127.0.0.1', port, door: { hosts: [], origins: [] }, maxBodyBytes: 1 };
  const second = startServer({ ...options, maxHeaderBytes: 1_000, answer: async () => answerJson(200, {}) });
  await expect(second).rejects.toThrow('EADDRINUSE');
});
