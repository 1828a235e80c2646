// Messages of the queue of imports, of every kind that comes.
import { expect, test } from '@jest/globals';
import { readVersions } from './readVersions.ts';

const notificationOf = (...objects: object[]) => ({ Records: objects.map((object) => ({ s3: { object } })) });

test('reads the objects of a notification, their keys decoded', () => {
  const objects = [
    { key: 'incoming/people+of+%C3%BC%2B.csv', eTag: 'a' },
    { key: 'dry-run/b.csv', eTag: 'b' },
  ];
  expect(readVersions(notificationOf(...objects))).toEqual([
    { key: 'incoming/people of ü+.csv', etag: 'a' },
    { key: 'dry-run/b.csv', etag: 'b' },
  ]);
});

test('reads the object of a message that goes on with one', () => {
  const version = { key: 'incoming/a+b.csv', etag: 'a' };
  expect(readVersions(version)).toEqual([version]);
});

test.each(['exports/a.csv', 'old/incoming/a.csv', 'incoming', 'results/a.json'])(
  'leaves out %s, which is no file to import',
  (key) => {
    expect(readVersions({ key, etag: 'a' })).toEqual([]);
    expect(readVersions(notificationOf({ key, eTag: 'a' }))).toEqual([]);
  },
);

test.each([
  [{ Service: 'Amazon S3', Event: 's3:TestEvent' }],
  [{ key: 'incoming/a.csv' }],
  [{ etag: 'a' }],
  [{ Records: [{}] }],
  [{ Records: [{ s3: {} }] }],
  [notificationOf({ key: 'incoming/a.csv' })],
  [notificationOf({ eTag: 'a' })],
  ['text'],
  [undefined],
])('finds no object in %j', (body) => {
  expect(readVersions(body)).toEqual([]);
});
