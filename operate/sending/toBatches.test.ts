import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { entryBytes, maxRequestBytes } from '#offline-cloud/eventbridge/size.ts';
import { toBatches } from './toBatches.ts';

const entry = (bytes: number) => ({ Source: 's', DetailType: 't', Detail: 'x'.repeat(bytes - 2) });

test('the size of an entry is that of its texts in UTF-8', () => {
  expect(entryBytes({ Source: 'ü', DetailType: 't', Detail: '😀' })).toBe(7);
});

test('a request holds ten entries', () => {
  const batches = toBatches(Array.from({ length: 21 }, () => entry(10)));
  expect(batches.map(({ length }) => length)).toEqual([10, 10, 1]);
});

test('a request holds less than 1 MB', () => {
  const half = maxRequestBytes / 2;
  expect(
    toBatches([entry(half), entry(half - 1), entry(half), entry(half)]).map(({ length }) => length),
  ).toEqual([2, 1, 1]);
});

test('an entry of 1 MB is refused by its place', () => {
  expect(() => toBatches([entry(10), entry(maxRequestBytes - 1), entry(maxRequestBytes)])).toThrow(
    'Nothing was sent: event 3 has 1,000,000 bytes, and EventBridge takes less than 1 MB.',
  );
});

test('every entry is in one request, in order, and every request is one that EventBridge takes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 2, max: maxRequestBytes - 1 }), { maxLength: 30 }), (sizes) => {
      const entries = sizes.map((bytes) => ({
        Source: String(bytes),
        Detail: ' '.repeat(bytes - String(bytes).length),
      }));
      const batches = toBatches(entries);
      expect(batches.flat()).toEqual(entries);
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(10);
        expect(batch.reduce((bytes, one) => bytes + entryBytes(one), 0)).toBeLessThan(maxRequestBytes);
      }
    }),
    { numRuns: 20 },
  );
});
