import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { jobId } from './jobId.ts';

test('an id is the first half of the SHA-256 of key and ETag, whether or not that has its quotes', () => {
  const sha256 = createHash('sha256').update('incoming/a.csv\nabc-2').digest('hex');
  expect(jobId('incoming/a.csv', 'abc-2')).toBe(sha256.slice(0, 32));
  expect(jobId('incoming/a.csv', '"abc-2"')).toBe(sha256.slice(0, 32));
});
