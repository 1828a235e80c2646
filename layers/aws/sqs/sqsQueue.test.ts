import { createServer, type RequestListener, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { listen } from '#tests/support/listen.ts';
import { createSqsQueue } from './sqsQueue.ts';

const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const queueBefore = async (answer: RequestListener) => {
  Object.assign(process.env, keys);
  server = createServer(answer);
  const queueUrl = `http://127.0.0.1:${await listen(server)}/123456789012/queue`;
  process.env.AWS_ENDPOINT_URL_SQS = new URL(queueUrl).origin;
  return createSqsQueue({ queueUrl, region: 'eu-west-3', now: Date.now });
};

test('sends the message, signed for its region, and rejects what the queue refuses', async () => {
  let authorization: string | undefined;
  let sent: unknown;
  const queue = await queueBefore(async (request, response) => {
    authorization = request.headers.authorization;
    sent = JSON.parse(await text(request));
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end('{"__type":"QueueDoesNotExist"}');
  });
  await expect(queue.send('a', { deadlineMs: Date.now() + 10_000 })).rejects.toThrow();
  expect(sent).toEqual({ QueueUrl: expect.stringContaining('/123456789012/queue'), MessageBody: 'a' });
  expect(authorization).toMatch(/Credential=test\/\d{8}\/eu-west-3\/sqs\//);
});

test('changes when a received message comes again', async () => {
  const asked: unknown[] = [];
  const queue = await queueBefore(async (request, response) => {
    asked.push(request.headers['x-amz-target'], JSON.parse(await text(request)));
    response.end('{}');
  });
  await queue.postpone({ handle: 'handle', receives: 1 }, 30, { deadlineMs: Date.now() + 10_000 });
  const QueueUrl = expect.stringContaining('/123456789012/queue');
  expect(asked).toEqual([
    'AmazonSQS.ChangeMessageVisibility',
    { QueueUrl, ReceiptHandle: 'handle', VisibilityTimeout: 30 },
  ]);
});

test('rejects at its deadline when the queue does not answer', async () => {
  const queue = await queueBefore(() => {});
  await expect(queue.send('a', { deadlineMs: Date.now() + 100 })).rejects.toMatchObject({
    name: 'AbortError',
  });
});
