import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { jobId as localJobId } from './jobId.ts';

const modifiedMs = Date.UTC(2026, 0, 31, 12);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

test('an id is the first half of the SHA-256 of key, ETag and the second of the upload', () => {
  const expected = sha256('incoming/a.csv\nabc-2\n2026-01-31T12:00:00');
  expect(localJobId('incoming/a.csv', { eTag: 'abc-2', modifiedMs })).toBe(expected);
  expect(localJobId('incoming/a.csv', { eTag: '"abc-2"', modifiedMs: modifiedMs + 999 })).toBe(expected);
});

test('a time of the file is a line of its own', () => {
  const asOf = '2026-01-31T12:00:00.000Z';
  expect(localJobId('incoming/a.csv', { eTag: 'abc', modifiedMs, metadata: { 'as-of': asOf } })).toBe(
    sha256(`incoming/a.csv\nabc\n2026-01-31T12:00:00\nas-of=${asOf}`),
  );
});

test('choices are lines of their own, whatever the order in which they are given', () => {
  const metadata = { phone: 'Tel', 'first-email': 'true', other: 'x', country: 'DE' };
  expect(localJobId('incoming/a.csv', { eTag: 'abc', modifiedMs, metadata })).toBe(
    sha256('incoming/a.csv\nabc\n2026-01-31T12:00:00\ncountry=DE\nfirst-email=true\nphone=Tel'),
  );
});
