import { expect, test } from '@jest/globals';
import type { Span } from '../trace/span.ts';
import { createTraceEvent, explainMismatch } from './traceEvents.ts';
import { Tracer } from './tracer.ts';

const event = {
  ...{ version: '0', id: 'e1', source: 'users', account: '000000000000', region: 'eu-central-1' },
  ...{ resources: [], time: '2026-12-01T05:00:00Z', 'detail-type': 'user.movd', detail: { kind: 'a' } },
};

test('the fields that do not fit are named, with what the rule takes', () => {
  const pattern = '{"source":["users"],"detail-type":["user.moved"],"detail":{"kind":[{"prefix":"b"}]}}';
  expect(explainMismatch(pattern, event)).toEqual({
    wrong: 2,
    text: 'detail-type is "user.movd", the rule takes ["user.moved"]; detail.kind is "a", the rule takes [{"prefix":"b"}]',
  });
});

test('a field that the event lacks is missing', () => {
  const pattern = '{"source":["users"],"detail":{"age":[1]}}';
  expect(explainMismatch(pattern, event).text).toBe('detail.age is missing, the rule takes [1]');
});

const trace = async (rules: { name: string; pattern: string; isMatched: boolean }[]): Promise<Span> => {
  const spans: Span[] = [];
  await createTraceEvent(new Tracer((span) => spans.push(span)))(event, 'default', rules, async () => ({}));
  return spans.at(-1) as Span;
};

test('an event that no rule took says which nearly did, the nearest first', async () => {
  const near = {
    name: 'moved',
    pattern: '{"source":["users"],"detail-type":["user.moved"]}',
    isMatched: false,
  };
  const other = {
    name: 'orders',
    pattern: '{"source":["orders"],"detail-type":["order"]}',
    isMatched: false,
  };
  const { error, attributes } = await trace([other, near]);
  expect(error).toBe('no rule took the event');
  expect(attributes['eventbridge.near_rules']).toEqual([
    'moved: detail-type is "user.movd", the rule takes ["user.moved"]',
    'orders: source is "users", the rule takes ["orders"]; detail-type is "user.movd", the rule takes ["order"]',
  ]);
});

test('an event that a rule took is no error', async () => {
  const { error, attributes } = await trace([
    { name: 'all', pattern: '{"source":["users"]}', isMatched: true },
  ]);
  expect(error).toBeUndefined();
  expect(attributes).toMatchObject({ 'eventbridge.rules': ['all'], 'eventbridge.matched_rules': 1 });
});
