import { expect, test } from '@jest/globals';
import { createMessageFilter } from './messageFilter.ts';

const takes = (pattern: object, body: string): boolean =>
  createMessageFilter([JSON.stringify(pattern)])({ body });

// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html, "Filtering SQS messages"
test.each<[string, object, string, boolean]>([
  ['JSON that fits', { body: { kind: ['order'] } }, '{"kind":"order"}', true],
  ['JSON that does not fit', { body: { kind: ['order'] } }, '{"kind":"invoice"}', false],
  ['JSON by an operator', { body: { count: [{ numeric: ['>', 2] }] } }, '{"count":3}', true],
  ['text for a pattern of members', { body: { kind: ['order'] } }, 'order', false],
  ['text that fits', { body: ['order'] }, 'order', true],
  ['text that does not fit', { body: ['order'] }, 'orders', false],
  ['JSON for a pattern of text', { body: ['order'] }, '{"kind":"order"}', false],
  ['a member beside the body', { eventSource: ['aws:sqs'] }, 'order', false],
])('a message is judged that has %s', (_what, pattern, body, expected) => {
  expect(takes(pattern, body)).toBe(expected);
});

test('a message is taken that fits one of several filters', () => {
  const filter = createMessageFilter(['{"body":["a"]}', '{"body":["b"]}']);
  expect(['a', 'b', 'c'].map((body) => filter({ body }))).toEqual([true, true, false]);
});

test('every message is taken where there is no filter', () => {
  expect(createMessageFilter([])({ body: 'any' })).toBe(true);
});
