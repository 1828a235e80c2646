import { describe, expect, test } from '@jest/globals';
import { parseInput } from '#layers/base/errors/publicError.ts';
import { maxRank } from '#layers/people/revision.ts';
import { directoryEvent } from './schema.ts';

const upserted = {
  specversion: '1.0',
  type: 'directory.user.upserted.v1',
  source: '/hr',
  id: '1',
  time: '2026-01-01T08:00:00Z',
  data: { email: 'homer@x', phoneNumber: '111', version: 7 },
};
const deleted = { ...upserted, type: 'directory.user.deleted.v1', data: { email: 'homer@x' } };

const parse = (event: unknown) => parseInput(directoryEvent, event);
const withData = (data: object) => ({ ...upserted, data: { ...upserted.data, ...data } });

test('reads both kinds of events, and drops what it does not know', () => {
  expect(parse({ ...upserted, traceparent: 'x', data: { ...upserted.data, name: 'x' } })).toEqual({
    ...upserted,
    time: Date.UTC(2026, 0, 1, 8),
  });
  expect(parse(deleted)).toMatchObject({ type: 'directory.user.deleted.v1', data: { email: 'homer@x' } });
});

test.each([
  ['2026-01-01T08:00:00.123456Z', Date.UTC(2026, 0, 1, 8, 0, 0, 123)],
  ['2026-01-01t08:00:00z', Date.UTC(2026, 0, 1, 8)],
  ['2026-01-01T08:00:00+02:00', Date.UTC(2026, 0, 1, 6)],
])('reads the time %s', (time, timeMs) => {
  expect(parse({ ...upserted, time })).toMatchObject({ time: timeMs });
});

test('needs neither time nor version, which are the matter of the directory’s order', () => {
  const { time: _, ...event } = deleted;
  expect(parse(event)).not.toHaveProperty('time');
});

test('takes any version from 0 to 10^15, and JSON by any name', () => {
  for (const version of [0, maxRank])
    expect(parse(withData({ version }))).toMatchObject({ data: { version } });
  for (const datacontenttype of [
    'application/json',
    'application/JSON; charset=utf-8',
    'application/hr+json',
  ])
    expect(() => parse({ ...upserted, datacontenttype })).not.toThrow();
});

describe('refuses', () => {
  const kinds = 'must be directory.user.upserted.v1 or directory.user.deleted.v1';
  const version = 'data.version must be a whole number from 0 to 10^15';
  const time = 'time must be a time by RFC 3339';

  test.each([
    ['text', 'x', 'request must be an object'],
    ['null', null, 'request must be an object'],
    ['an array', [], 'request must be an object'],
    ['another type', { ...upserted, type: 'directory.user.upserted.v2' }, `type ${kinds}`],
    ['no type', { ...upserted, type: undefined }, `type ${kinds}`],
    ['another version of CloudEvents', { ...upserted, specversion: '0.3' }, 'specversion must be "1.0"'],
    ['no source', { ...upserted, source: undefined }, 'source is required'],
    ['an empty id', { ...upserted, id: '' }, 'id must not be empty'],
    ['an id of another type', { ...upserted, id: 7 }, 'id must be a string'],
    ['a date', { ...upserted, time: '2026-01-01' }, time],
    ['a time without a zone', { ...upserted, time: '2026-01-01T08:00:00' }, time],
    ['a time that does not exist', { ...upserted, time: '2026-01-01T25:00:00Z' }, time],
    ['a time as a number', { ...upserted, time: 1 }, 'time must be a string'],
    [
      'other data than JSON',
      { ...upserted, datacontenttype: 'text/xml' },
      'datacontenttype must be a type of JSON',
    ],
    ['no data', { ...upserted, data: undefined }, 'data must be an object'],
    ['data in base64', { ...upserted, data: 'e30=' }, 'data must be an object'],
    ['no address', withData({ email: undefined }), 'data.email is required'],
    ['an empty address', withData({ email: ' ' }), 'data.email must not be empty'],
    [
      'a number of control characters',
      withData({ phoneNumber: '1\n23' }),
      'data.phoneNumber must not contain control characters',
    ],
    ['a lone surrogate', withData({ email: '\ud800@x' }), 'data.email must be well-formed Unicode'],
    ['no number', withData({ phoneNumber: undefined }), 'data.phoneNumber is required'],
    ['a number as a number', withData({ phoneNumber: 1 }), 'data.phoneNumber must be a string'],
    ['a version as text', withData({ version: '7' }), version],
    ['a version below 0', withData({ version: -1 }), version],
    ['half a version', withData({ version: 0.5 }), version],
    ['a version above 10^15', withData({ version: maxRank + 1 }), version],
  ])('%s', (_case, event, rule) => {
    expect(() => parse(event)).toThrow(`${rule}.`);
  });

  test('naming every rule at once, and no value', () => {
    expect(() => parse({ ...upserted, id: '', data: { email: '', phoneNumber: '' } })).toThrow(
      'id must not be empty; data.email must not be empty; data.phoneNumber must not be empty.',
    );
  });
});

test('accepts any address that the directory can hold, of whom it may know', () => {
  for (const email of ['homer', '\thomer@x', 'jose\u0301@x']) {
    expect(parse({ ...deleted, data: { email } })).toMatchObject({ data: { email } });
    expect(parse(withData({ email }))).toMatchObject({ data: { email } });
  }
  expect(() => parse({ ...deleted, data: { email: ' ' } })).toThrow('data.email must not be empty.');
});
