// Messages of the queue of imports, of every kind that comes.
import { expect, test } from '@jest/globals';
import { readMessages, UnknownMessage } from './readMessages.ts';

const notificationOf = (...objects: object[]) => ({ Records: objects.map((object) => ({ s3: { object } })) });
const eventOf = (object: object, more: object = { source: 'aws.s3', 'detail-type': 'Object Created' }) => ({
  version: '0',
  ...more,
  detail: { version: '0', bucket: { name: 'users-imports' }, object, reason: 'PutObject' },
});

test('the objects of a notification are read, their keys decoded', () => {
  const objects = [
    { key: 'incoming/people+of+%C3%BC%2B.csv', eTag: 'a' },
    { key: 'dry-run/b.csv', eTag: 'b' },
  ];
  expect(readMessages(notificationOf(...objects))).toEqual([
    { key: 'incoming/people of ü+.csv' },
    { key: 'dry-run/b.csv' },
  ]);
});

test('the object of an event by EventBridge is read, its key as it is', () => {
  expect(readMessages(eventOf({ key: 'incoming/a+b%20c.csv', etag: 'a', size: 1 }))).toEqual([
    { key: 'incoming/a+b%20c.csv' },
  ]);
});

test('a message that goes on is read with its job', () => {
  const message = { key: 'incoming/a+b.csv', job: 'a' };
  expect(readMessages(message)).toEqual([message]);
});

test('a message of an earlier release, which has the ETag in place of the job, is read', () => {
  expect(readMessages({ key: 'incoming/a.csv', etag: 'a' })).toEqual([{ key: 'incoming/a.csv' }]);
});

test('the test of a notification names no object', () => {
  expect(readMessages({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' })).toEqual([]);
});

test.each(['exports/a.csv', 'old/incoming/a.csv', 'incoming', 'results/a.json'])(
  'the object %s is refused, since it is not to be imported',
  (key) => {
    for (const body of [{ key }, notificationOf({ key, eTag: 'a' }), eventOf({ key, etag: 'a' })])
      expect(() => readMessages(body)).toThrow(new UnknownMessage('The object is not to be imported.'));
  },
);

test.each([
  [{ etag: 'a' }],
  [{ Event: 's3:Other' }],
  [{ key: 'incoming/a.csv', job: 1 }],
  [{ Records: [{}] }],
  [{ Records: [{ s3: {} }] }],
  [notificationOf({ key: 'incoming/a.csv' })],
  [notificationOf({ eTag: 'a' })],
  [eventOf({ key: 'incoming/a.csv' })],
  ['text'],
  [undefined],
  [null],
])('%j is refused, since it names no object', (body) => {
  expect(() => readMessages(body)).toThrow(new UnknownMessage('The message names no object.'));
});

test('a key that is not encoded as S3 encodes it is refused', () => {
  expect(() => readMessages(notificationOf({ key: 'incoming/100%.csv', eTag: 'a' }))).toThrow(UnknownMessage);
});
