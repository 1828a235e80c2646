import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renewTimes } from './renewTimes.ts';

test('each event is a millisecond newer than the one before, whatever its time was', () => {
  const start = Date.UTC(2026, 0, 1);
  const events = [
    { id: 'a', time: '2026-06-02T08:00:00Z' },
    { id: 'b' },
    { id: 'c', time: '2026-06-01T08:00:00Z' },
  ];
  expect(renewTimes(events, start)).toEqual([
    { id: 'a', time: '2026-01-01T00:00:00.000Z' },
    { id: 'b', time: '2026-01-01T00:00:00.001Z' },
    { id: 'c', time: '2026-01-01T00:00:00.002Z' },
  ]);
});

test('the order of the events is that of their times, and no two are the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ time: fc.string() })),
      fc.integer({ min: 0, max: 4e12 }),
      (events, start) => {
        const times = renewTimes(events, start).map(({ time }) => time);
        expect(times).toEqual([...new Set(times)].sort());
      },
    ),
  );
});
