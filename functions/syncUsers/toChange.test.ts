import { expect, test } from '@jest/globals';
import { toRevision } from '#layers/people/revision.ts';
import type { DirectoryEvent } from './schema.ts';
import { toChange } from './toChange.ts';

const nowMs = Date.UTC(2026, 0, 1);
const upserted: DirectoryEvent = {
  specversion: '1.0',
  type: 'directory.user.upserted.v1',
  source: '/hr',
  id: '1',
  time: nowMs - 1_000,
  data: { email: 'homer@x', phoneNumber: '111', version: 7 },
};
const deleted: DirectoryEvent = {
  ...upserted,
  type: 'directory.user.deleted.v1',
  data: { email: 'homer@x', version: 8 },
};

test('orders by the version or by the time, whichever the directory has', () => {
  const names = { source: '/hr', id: '1' };
  expect(toChange(upserted, 'version', nowMs)).toEqual({
    email: 'homer@x',
    spelling: 'homer@x',
    phoneNumber: '111',
    revision: toRevision({ rank: 7, deleted: false, ...names }),
  });
  expect(toChange(deleted, 'time', nowMs)).toEqual({
    email: 'homer@x',
    spelling: 'homer@x',
    phoneNumber: null,
    revision: toRevision({ rank: nowMs - 1_000, deleted: true, ...names }),
  });
});

test.each([
  [' Jose\u0301@x', 'Jos\u00e9@x', ' Jose\u0301@x'],
  [`homer@x${' '.repeat(300)}`, 'homer@x', 'homer@x'],
])('normalizes %j, and keeps the spelling that the directory may hold', (sent, email, spelling) => {
  const event = { ...deleted, data: { email: sent } } as DirectoryEvent;
  expect(toChange(event, 'time', nowMs)).toMatchObject({ email, spelling });
});

const withTime = (time: number | undefined) => ({ ...upserted, time }) as DirectoryEvent;

test.each([
  ['time', { ...upserted, time: null }, 'time is required, since times order the events of this directory.'],
  ['time', withTime(undefined), 'time is required, since times order the events of this directory.'],
  ['time', withTime(-1), 'time must not be before 1970.'],
  ['time', withTime(nowMs + 300_001), 'time must not be more than 5 minutes ahead.'],
  [
    'version',
    { ...deleted, data: { email: 'homer@x' } } as DirectoryEvent,
    'data.version is required, since versions order the events of this directory.',
  ],
] as const)('refuses, by %s, %j', (order, event, message) => {
  expect(() => toChange(event, order, nowMs)).toThrow(message);
});

test('accepts every time from 1970 to 5 minutes ahead, and ignores the time where versions order', () => {
  for (const time of [0, nowMs + 300_000])
    expect(() => toChange(withTime(time), 'time', nowMs)).not.toThrow();
  expect(() => toChange(withTime(nowMs * 2), 'version', nowMs)).not.toThrow();
});
