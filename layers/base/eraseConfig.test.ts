import { expect, test } from '@jest/globals';
import { readRetention, readTombstoneDays } from './eraseConfig.ts';

test('reads how long copies and deletions are kept', () => {
  expect(readRetention({ BACKUP_DAYS: '7', EVENT_ARCHIVE_DAYS: '0' })).toEqual({
    backupDays: 7,
    eventArchiveDays: 0,
    replayDays: 0,
  });
  expect(readTombstoneDays({ TOMBSTONE_DAYS: '28' })).toBe(28);
});

test.each([
  [undefined, 30],
  ['', 30],
  ['365', 365],
])(
  'takes %j for events that can be replayed for %i days, beside an archive of 30',
  (REPLAY_DAYS, replayDays) => {
    expect(readRetention({ BACKUP_DAYS: '7', EVENT_ARCHIVE_DAYS: '30', REPLAY_DAYS })).toMatchObject({
      replayDays,
    });
  },
);

test('names every variable that is missing or wrong, at once', () => {
  expect(() => readRetention({ BACKUP_DAYS: '36' })).toThrow(
    'Environment: BACKUP_DAYS must be from 1 to 35 days; EVENT_ARCHIVE_DAYS is required',
  );
});

test.each(['27', '3651', '30.5', 'a month'])('refuses tombstones of %s days', (days) => {
  expect(() => readTombstoneDays({ TOMBSTONE_DAYS: days })).toThrow(/^Environment: TOMBSTONE_DAYS must be /);
});
