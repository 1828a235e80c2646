import { expect, test } from '@jest/globals';
import { failedMessages } from './failedMessages.ts';

const batch = ['a', 'b', 'c'];

test.each([
  ['null', null],
  ['an empty object', {}],
  ['no list', { batchItemFailures: null }],
  ['an empty list', { batchItemFailures: [] }],
  ['a text', 'done'],
])('after %s all messages have succeeded', (_case, result) => {
  expect([...failedMessages(JSON.stringify(result), batch)]).toEqual([]);
});

test('messages that the list names have failed, each once', () => {
  const batchItemFailures = ['b', 'b', 'c'].map((itemIdentifier) => ({ itemIdentifier }));
  expect([...failedMessages(JSON.stringify({ batchItemFailures }), batch)]).toEqual(['b', 'c']);
});

test.each([
  ['an empty id', [{ itemIdentifier: '' }]],
  ['an id of null', [{ itemIdentifier: null }]],
  ['an id under another key', [{ messageId: 'a' }]],
  ['an id that the batch has not', [{ itemIdentifier: 'a' }, { itemIdentifier: 'd' }]],
  ['an item that is no object', ['a']],
  ['a list that is none', 'a'],
])('after %s all messages have failed', (_case, batchItemFailures) => {
  expect([...failedMessages(JSON.stringify({ batchItemFailures }), batch)]).toEqual(batch);
});

test('after a result that is not JSON all messages have failed', () => {
  expect([...failedMessages('{', batch)]).toEqual(batch);
});
