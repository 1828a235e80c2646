import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseTimestamp } from './timestamp.ts';

const eight = Date.UTC(2026, 0, 1, 8);
const year = Date.UTC(2017, 0, 1);

test.each([
  ['2026-01-01T08:00:00Z', eight],
  ['2026-01-01t08:00:00z', eight],
  ['2026-01-01T10:00:00+02:00', eight],
  ['2026-01-01T03:30:00-04:30', eight],
  ['2026-01-01T08:00:00-00:00', eight],
  ['2026-01-02T07:59:00+23:59', eight],
  ['2026-01-01T08:00:00.5Z', eight + 500],
  ['2026-01-01T08:00:00.123999Z', eight + 123],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  // The leap second of 2016, and where clocks showed other times.
  ['2016-12-31T23:59:60Z', year],
  ['2016-12-31T23:59:60.25Z', year + 250],
  ['2017-01-01T00:59:60+01:00', year],
  ['2016-12-31T15:59:60-08:00', year],
  ['2017-01-01T05:29:60+05:30', year],
])('reads %s', (text, timeMs) => {
  expect(parseTimestamp(text)).toBe(timeMs);
});

test.each([
  '2026-02-30T08:00:00Z',
  '2025-02-29T08:00:00Z',
  '2026-04-31T08:00:00Z',
  '2026-00-01T08:00:00Z',
  '2026-13-01T08:00:00Z',
  '2026-01-00T08:00:00Z',
  '2026-01-32T08:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T08:60:00Z',
  '2026-01-01T08:00:60Z',
  '2016-12-30T23:59:60Z',
  '2016-12-31T23:59:60+01:00',
  '2016-12-31T23:59:61Z',
  '2026-01-01T08:00:00+24:00',
  '2026-01-01T08:00:00+01:60',
  '2026-01-01T08:00:00+0100',
  '2026-01-01T08:00:00',
  '2026-01-01T08:00Z',
  '2026-01-01 08:00:00Z',
  '2026-01-01',
  '+02026-01-01T08:00:00Z',
  '2026-01-01T08:00:00.Z',
  '2026-01-01T08:00:00Z ',
  '٢٠٢٦-01-01T08:00:00Z',
  '',
])('refuses %j', (text) => {
  expect(parseTimestamp(text)).toBeUndefined();
});

test('reads every instant as it was written', () => {
  const dates = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(fc.property(dates, (date) => expect(parseTimestamp(date.toISOString())).toBe(date.getTime())));
});
