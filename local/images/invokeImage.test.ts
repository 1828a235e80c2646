import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listen } from '#tests/support/listen.ts';
import { createInvokeImage } from './invokeImage.ts';

let image: Server;
let url: string;
let running = 0;
let atOnce = 0;

const answers: Record<string, { status: number; body: string }> = {
  fails: { status: 200, body: '{"errorType":"Boom","errorMessage":"No."}' },
  unknown: { status: 404, body: '{}' },
  late: { status: 200, body: 'Task timed out after 60.00 seconds' },
};

beforeAll(async () => {
  image = createServer(async (request, response) => {
    running += 1;
    atOnce = Math.max(atOnce, running);
    const body = await text(request);
    await new Promise(setImmediate);
    const { status, body: answer } = answers[JSON.parse(body).answer] ?? {
      status: 200,
      body: JSON.stringify([request.method, request.url, body]),
    };
    running -= 1;
    response.writeHead(status).end(answer);
  });
  await listen(image);
  url = `http://127.0.0.1:${(image.address() as AddressInfo).port}`;
});

afterAll(() => {
  image.close();
  image.closeAllConnections();
});

test('posts the event to the runtime interface and returns the result', async () => {
  const invoke = createInvokeImage(() => url);
  expect(JSON.parse(await invoke('syncUsers', { Records: [] }))).toEqual([
    'POST',
    '/2015-03-31/functions/function/invocations',
    '{"Records":[]}',
  ]);
});

test.each([
  ['the function fails', 'fails', 'Boom: No.'],
  ['the runtime interface refuses', 'unknown', '404'],
  ['the answer is no JSON', 'late', 'not valid JSON'],
])('rejects when %s', async (_case, answer, message) => {
  await expect(createInvokeImage(() => url)('syncUsers', { answer })).rejects.toThrow(message);
});

test('gives a function one event at a time, also after a failure', async () => {
  const invoke = createInvokeImage(() => url);
  atOnce = 0;
  const events = [{ answer: 'fails' }, {}, {}, {}];
  const results = await Promise.allSettled(events.map((event) => invoke('syncUsers', event)));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(atOnce).toBe(1);
});
