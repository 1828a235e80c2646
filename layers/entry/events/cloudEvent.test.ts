import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { cloudEvent, unwrapEvent } from './cloudEvent.ts';

const schema = cloudEvent('user.left', z.object({ email: z.string() }));
const event = { specversion: '1.0', type: 'user.left', source: '/hr', id: '1', data: { email: 'a@b' } };

const rulesOf = (changes: object): string[] | undefined =>
  schema.safeParse({ ...event, ...changes }).error?.issues.map(({ path, message }) => `${path} ${message}`);
const timeOf = (time: string): number | null | undefined => schema.parse({ ...event, time }).time;

test('returns the attributes that it knows, and the data by its own schema', () => {
  const more = { subject: 'x', data: { email: 'a@b', name: 'Homer' } };
  expect(schema.parse({ ...event, ...more })).toEqual(event);
});

test.each([
  [{ specversion: '0.3' }, 'specversion must be "1.0"'],
  [{ specversion: undefined }, 'specversion must be "1.0"'],
  [{ source: undefined }, 'source is required'],
  [{ source: null }, 'source is required'],
  [{ source: '' }, 'source must not be empty'],
  [{ id: undefined }, 'id is required'],
  [{ id: 7 }, 'id must be a string'],
  [{ id: '' }, 'id must not be empty'],
  [{ time: 7 }, 'time must be a string'],
  [{ datacontenttype: 7 }, 'datacontenttype must be a string'],
])('refuses %j', (changes, rule) => {
  expect(rulesOf(changes)).toEqual([rule]);
});

test.each([{ type: 'user.came' }, { type: undefined }, { data: undefined }, { data: {} }])(
  'refuses an event of another type or with other data: %j',
  (changes) => {
    expect(rulesOf(changes)).toHaveLength(1);
  },
);

test('reads the time by RFC 3339', () => {
  expect(timeOf('2026-01-01T10:00:00+02:00')).toBe(Date.UTC(2026, 0, 1, 8));
  for (const time of ['', '2026-01-01', '2026-02-30T08:00:00Z'])
    expect(rulesOf({ time })).toEqual(['time must be a time by RFC 3339']);
});

test('takes an attribute that is null for one that is not there', () => {
  expect(rulesOf({ time: null, datacontenttype: null, subject: null })).toBeUndefined();
});

describe('the type of the data', () => {
  test.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json ;charset=utf-8',
    'application/vnd.hr-user.v1+json',
    'application/a_b+json',
  ])('may be %s', (datacontenttype) => {
    expect(schema.parse({ ...event, datacontenttype })).toEqual({ ...event, datacontenttype });
  });

  test.each([
    '',
    'text/json',
    'application/xml',
    'application/jsonx',
    'application/json x',
    'application/+json',
    'application/a b+json',
    'application/vnd.hrjson',
    'x application/json',
  ])('may not be %j', (datacontenttype) => {
    expect(rulesOf({ datacontenttype })).toEqual(['datacontenttype must be a type of JSON']);
  });
});

const delivered = { id: '1', data: {} };
const fromBus = { 'detail-type': 'x', source: 'y', detail: delivered };
const fromTopic = (message: unknown) => ({ Type: 'Notification', Message: JSON.stringify(message) });

test.each([
  ['as it is', delivered],
  ['as text', JSON.stringify(delivered)],
  ['in an envelope of EventBridge', fromBus],
  ['in an SNS notification', fromTopic(delivered)],
  ['in an envelope of EventBridge in an SNS notification', fromTopic(fromBus)],
  ['in both, as text', JSON.stringify(fromTopic(fromBus))],
])('takes an event %s', (_case, body) => {
  expect(unwrapEvent(body)).toEqual(delivered);
});

test.each([
  { Type: 'SubscriptionConfirmation', Message: '{}' },
  { Type: 'Notification', Message: { id: '1' } },
  { Type: 'Notification' },
  { Message: '{}' },
  { 'detail-type': 'x' },
  { detail: delivered },
  [],
  null,
  7,
])('leaves %j as it is, which is no envelope', (body) => {
  expect(unwrapEvent(body)).toEqual(body);
  expect(unwrapEvent(JSON.stringify(body))).toEqual(body);
});

test.each(['', '{', 'homer@thesimpsons.com', { Type: 'Notification', Message: '{' }])(
  'returns undefined for text that is not JSON: %j',
  (body) => {
    expect(unwrapEvent(body)).toBeUndefined();
  },
);
