import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { cloudEvent } from './cloudEvent.ts';

const schema = cloudEvent('user.left', z.object({ email: z.string() }));
const event = { specversion: '1.0', type: 'user.left', source: '/hr', id: '1', data: { email: 'a@b' } };

const rulesOf = (changes: object): string[] | undefined =>
  schema.safeParse({ ...event, ...changes }).error?.issues.map(({ path, message }) => `${path} ${message}`);
const timeOf = (time: string): number | undefined => schema.parse({ ...event, time }).time;

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

describe('the time', () => {
  const eight = Date.UTC(2026, 0, 1, 8);

  test.each([
    ['2026-01-01T08:00:00Z', eight],
    ['2026-01-01t08:00:00z', eight],
    ['2026-01-01T10:00:00+02:00', eight],
    ['2026-01-01T03:30:00-04:30', eight],
    ['2026-01-01T08:00:00.5Z', eight + 500],
    ['2026-01-01T08:00:00.123999Z', eight + 123],
  ])('reads %s', (text, timeMs) => {
    expect(timeOf(text)).toBe(timeMs);
  });

  test('reads every instant as it was written', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
        expect(timeOf(date.toISOString())).toBe(date.getTime());
      }),
    );
  });

  test.each([
    '',
    '2026-01-01',
    '2026-01-01T08:00:00',
    '2026-01-01T08:00Z',
    '2026-01-01 08:00:00Z',
    '2026-01-01T08:00:00.Z',
    '2026-01-01T08:00:00+0200',
    '2026-13-01T08:00:00Z',
    '2026-01-01T25:00:00Z',
    ' 2026-01-01T08:00:00Z',
    '2026-01-01T08:00:00Z ',
    '+002026-01-01T08:00:00Z',
    '2026-01-01T08:00:00Zx',
    'Thu, 01 Jan 2026 08:00:00 GMT',
  ])('refuses %j', (time) => {
    expect(rulesOf({ time })).toEqual(['time must be a time by RFC 3339']);
  });
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
