import { expect, test } from '@jest/globals';
import { createdEvent, matchesEvent } from './createdEvent.ts';
import { readS3Request } from './readS3Request.ts';

const eventOf = (method: string, url: string, headers = {}) => {
  const raw = { method, url, headers: { host: 'localhost', ...headers }, body: Buffer.alloc(0) };
  return createdEvent(readS3Request(raw, new Map()), raw);
};

test.each([
  ['PUT', '/bucket/key', {}, 'ObjectCreated:Put'],
  ['PUT', '/bucket/key?x-id=PutObject', {}, 'ObjectCreated:Put'],
  ['PUT', '/bucket/key?X-Amz-Signature=abc', {}, 'ObjectCreated:Put'],
  ['PUT', '/bucket/key', { 'x-amz-copy-source': 'bucket/other' }, 'ObjectCreated:Copy'],
  ['POST', '/bucket/key?uploadId=1', {}, 'ObjectCreated:CompleteMultipartUpload'],
])('%s %s with %j is %s', (method, url, headers, expected) => {
  expect(eventOf(method, url, headers)).toBe(expected);
});

test.each([
  ['GET', '/bucket/key'],
  ['PUT', '/bucket'],
  ['PUT', '/bucket/'],
  ['PUT', '/bucket/key?partNumber=1&uploadId=1'],
  ['PUT', '/bucket/key?tagging'],
  ['POST', '/bucket/key?uploads'],
  ['POST', '/bucket?delete'],
  ['DELETE', '/bucket/key?uploadId=1'],
])('%s %s creates no object', (method, url) => {
  expect(eventOf(method, url)).toBeUndefined();
});

test.each([
  ['s3:ObjectCreated:*', true],
  ['s3:ObjectCreated:Put', true],
  ['s3:ObjectCreated:Copy', false],
  ['s3:ObjectRemoved:*', false],
])('%s stands for ObjectCreated:Put: %s', (configured, expected) => {
  expect(matchesEvent(configured, 'ObjectCreated:Put')).toBe(expected);
});
