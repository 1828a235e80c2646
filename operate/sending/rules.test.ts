import { expect, test } from '@jest/globals';
import { describeUntaken, toBusRule } from './rules.ts';

const Arn = 'arn:aws:events:eu-central-1:000000000000:rule/users-dev/sync';
const rule = (Name: string, pattern: object) =>
  toBusRule({ Name, Arn, EventPattern: JSON.stringify(pattern) });

const sync = rule('sync', { 'detail-type': ['directory.user.deleted.v1', 'directory.user.upserted.v1'] });
const audit = rule('audit', { 'detail-type': ['audit.v1'], source: ['/audit'] });
const event = (type: string, source = '/hr') => ({ type, source, id: '1', data: {} });

test('says nothing of an event that a rule takes', () => {
  expect(describeUntaken(event('directory.user.upserted.v1'), [audit, sync])).toBeUndefined();
  const byAccount = rule('all', { account: ['000000000000'], detail: { id: ['1'] } });
  expect(describeUntaken(event('anything'), [byAccount])).toBeUndefined();
});

test.each([
  ['directory.user.upserted.v2', 'takes directory.user.upserted.v1, and directory.user.deleted.v1'],
  ['directory.user.removed.v1', 'takes directory.user.deleted.v1, and directory.user.upserted.v1'],
])('names the type that is nearest to %s, and the rule', (type, known) => {
  expect(describeUntaken(event(type), [audit, sync])).toBe(
    `no rule takes ${type}; the nearest, sync, ${known}`,
  );
});

test('says that a rule takes the type, and something else keeps it from the event', () => {
  expect(describeUntaken(event('audit.v1'), [audit, sync])).toBe(
    'no rule takes it; audit takes its type, but not the rest of it',
  );
});

test('names no rule where none names a type', () => {
  expect(describeUntaken(event('t'), [rule('source', { source: ['/other'] })])).toBe('no rule takes t');
  expect(describeUntaken(event('t'), [])).toBe('no rule takes t');
});

test('takes a rule with an operator that is not known for one that may take the event', () => {
  expect(describeUntaken(event('t'), [rule('new', { source: [{ 'sounds-like': 'x' }] })])).toBeUndefined();
});
