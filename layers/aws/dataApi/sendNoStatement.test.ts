import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { sendNoStatement } from './sendNoStatement.ts';

/** Runs the middleware around an HTTP client that gives `answer`; returns what it was given and what it gave back. */
const exchange = async (answer: object) => {
  const signed = {
    method: 'POST',
    path: '/Execute',
    body: '{"sql":""}',
    hostname: 'rds-data.eu-central-1.amazonaws.com',
    headers: { host: 'rds-data.eu-central-1.amazonaws.com', authorization: 'AWS4-HMAC-SHA256 …' },
  };
  const sent: unknown[] = [];
  const send = async ({ request }: { request: unknown }) => {
    sent.push(structuredClone(request));
    return { response: answer };
  };
  const { response } = await sendNoStatement(send)({ request: signed });
  return { sent, response: response as { statusCode: number; headers: object; body: Readable } };
};

const refusal = () => ({
  statusCode: 403,
  headers: { 'content-type': 'text/html' },
  body: Readable.from(['<html>', 'Forbidden', '</html>']),
});

test('sends GET / to the same host, without a body and a signature', async () => {
  const { sent } = await exchange(refusal());
  const host = 'rds-data.eu-central-1.amazonaws.com';
  expect(sent).toEqual([{ method: 'GET', path: '/', body: undefined, hostname: host, headers: { host } }]);
});

test('replaces the answer by a result without rows', async () => {
  const { response } = await exchange(refusal());
  expect(response).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
  expect(JSON.parse(await text(response.body))).toEqual({ formattedRecords: '[]' });
});

test('reads the answer to its end', async () => {
  const answer = refusal();
  const { body } = answer;
  const isRead = new Promise((resolve) => body.once('end', () => resolve('read')));
  await exchange(answer);
  expect(await isRead).toBe('read');
});
