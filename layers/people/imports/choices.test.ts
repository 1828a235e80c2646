import { expect, test } from '@jest/globals';
import { readAsOf } from './choices.ts';

const nowMs = Date.UTC(2026, 0, 1);
const fiveMinutesMs = 300_000;

const read = (asOfMs: number) =>
  readAsOf(
    {
      etag: 'a',
      sizeBytes: 1,
      modifiedMs: nowMs,
      metadata: { 'as-of': new Date(asOfMs).toISOString() },
    },
    nowMs,
  );

test.each([0, 1, nowMs, nowMs + fiveMinutesMs - 1, nowMs + fiveMinutesMs])('as-of may be %i', (asOfMs) => {
  expect(read(asOfMs)).toBe(asOfMs);
});

test.each([nowMs + fiveMinutesMs + 1, nowMs + 2 * fiveMinutesMs])(
  'as-of may not be %i, ahead of now',
  (asOfMs) => {
    expect(() => read(asOfMs)).toThrow('must not be more than 5 minutes ahead');
  },
);

test('as-of may not be before 1970', () => {
  expect(() => read(-1)).toThrow('must not be before 1970');
});
