import { expect, test } from '@jest/globals';
import { describeAge, describeQueues, type QueueState } from './describeQueues.ts';

const state: QueueState = {
  name: 'users-dev-sync',
  functionName: 'syncUsers',
  visible: 0,
  inFlight: 0,
  delayed: 0,
  oldestMs: undefined,
  deadLetters: undefined,
};

const message = (body: string, code?: string) => ({
  id: body,
  receiptHandle: '',
  body,
  md5OfBody: '',
  attributes: {},
  messageAttributes: code ? { ERROR_CODE: { dataType: 'String', stringValue: code } } : {},
});

const event = {
  specversion: '1.0',
  type: 'directory.user.upserted.v1',
  source: '/hr',
  id: '1',
  time: '2026-01-01T08:00:00Z',
  data: { email: 'homer@x', phoneNumber: '+1 888' },
};

test.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_600_000, '1 h'],
  [14 * 86_400_000, '14 d'],
])('%d ms are %s', (ageMs, text) => {
  expect(describeAge(ageMs)).toBe(text);
});

test('a table has a row per queue, whose oldest is unknown or is not there', () => {
  const rows = [
    state,
    { ...state, name: 'q', visible: 3, inFlight: 2, delayed: 1, oldestMs: 61_000 },
    { ...state, visible: 1 },
  ];
  expect(describeQueues(rows).map((line) => line.split(/ {2,}/).join('|'))).toEqual([
    'queue|visible|in flight|delayed|oldest',
    'users-dev-sync|0|0|0|-',
    'q|3|2|1|1 min',
    'users-dev-sync|1|0|0|?',
  ]);
});

test('dead letters are counted by their reasons, without anything of them', () => {
  const bad = JSON.stringify({ ...event, data: { email: 'homer', phoneNumber: '+1 888' } });
  const deadLetters = [
    message('{'),
    message(bad),
    message(`${bad} `),
    message(JSON.stringify(event)),
    message('{}', 'NO_PERMISSIONS'),
  ];
  const lines = describeQueues([{ ...state, visible: 7, deadLetters }]).slice(2);
  expect(lines).toEqual([
    '',
    'users-dev-sync (the first 5):',
    '     2  data.email must contain an @',
    '     1  body must be JSON',
    '     1  the message itself is valid: the log of syncUsers says why it failed',
    '     1  EventBridge could not deliver it: NO_PERMISSIONS',
  ]);
  expect(lines.join()).not.toMatch(/homer|888/);
});
