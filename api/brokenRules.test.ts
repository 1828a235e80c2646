import { expect, test } from '@jest/globals';
import { brokenRules } from './brokenRules.ts';

const event = {
  specversion: '1.0',
  type: 'directory.user.upserted.v1',
  source: '/hr',
  id: '1',
  time: '2026-01-01T08:00:00Z',
  data: { email: 'homer@x', phoneNumber: '+1 888' },
};
const bridged = (detail: object) => JSON.stringify({ 'detail-type': 't', detail });

test('a valid event breaks no rule', () => {
  expect(brokenRules('syncUsers', JSON.stringify(event))).toEqual([]);
  expect(brokenRules('syncUsers', bridged(event))).toEqual([]);
});

test.each([
  ['{', ['body must be JSON']],
  ['[]', ['request must be an object']],
  [
    bridged({ ...event, data: { email: 'homer', phoneNumber: '1' } }),
    ['data.email must contain an @', 'data.phoneNumber must have at least 3 digits'],
  ],
  [
    bridged({ ...event, id: '', data: {} }),
    ['id must not be empty', 'data.email is required', 'data.phoneNumber is required'],
  ],
])('%s breaks rules, which quote nothing', (body, rules) => {
  expect(brokenRules('syncUsers', body)).toEqual(rules);
});

test('nesting without end breaks rules, and no stack', () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  expect(brokenRules('syncUsers', deep)).toEqual(['request must be an object']);
  const data = `{"email":"homer@x","phoneNumber":${deep}}`;
  const body = JSON.stringify(event).replace(/"data":.*/, `"data":${data}}`);
  expect(brokenRules('syncUsers', body)).toEqual(['data.phoneNumber must be a string']);
  expect(brokenRules('importUsers', deep)).toEqual(['The message names no object']);
});

test('a message of the import queue must name an object to import', () => {
  const told = { Records: [{ s3: { object: { key: 'incoming/a.csv', eTag: '1' } } }] };
  expect(brokenRules('importUsers', JSON.stringify(told))).toEqual([]);
  expect(brokenRules('importUsers', '{"key":"results/1.json"}')).toEqual([
    'The object is not to be imported',
  ]);
  expect(brokenRules('importUsers', 'homer@x')).toEqual(['The message names no object']);
});

test('nothing is known of the messages of another function', () => {
  expect(brokenRules('constructor', '{')).toEqual([]);
});
