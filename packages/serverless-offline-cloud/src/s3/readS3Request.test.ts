import { expect, test } from '@jest/globals';
import { readS3Request } from './readS3Request.ts';

const buckets = new Map([['imports.localhost', 'imports']]);
const read = (url: string, host = '127.0.0.1:8126') => {
  const { bucket, key, query } = readS3Request(
    { method: 'GET', url, headers: { host }, body: Buffer.alloc(0) },
    buckets,
  );
  return [bucket, key, [...query.keys()]];
};

test.each([
  ['/imports', '127.0.0.1:8126', ['imports', '', []]],
  ['/imports/?notification', '127.0.0.1:8126', ['imports', '', ['notification']]],
  ['/imports/a/b%20%2F.csv?x-id=GetObject', 'events:8080', ['imports', 'a/b /.csv', ['x-id']]],
  ['/a/b.csv', 'imports.localhost:8126', ['imports', 'a/b.csv', []]],
  ['/a?b?c', 'IMPORTS.localhost', ['imports', 'a', ['b?c']]],
  ['/', 'imports.localhost', ['imports', '', []]],
  ['/a/b.csv', 'other.localhost', ['a', 'b.csv', []]],
])('%s at %s', (url, host, expected) => {
  expect(read(url, host)).toEqual(expected);
});
