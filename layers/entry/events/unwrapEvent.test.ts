import { expect, test } from '@jest/globals';
import { unwrapEvent } from './unwrapEvent.ts';

const event = { id: '1', data: {} };
const fromBus = { 'detail-type': 'x', source: 'y', detail: event };
const fromTopic = (message: unknown) => ({ Type: 'Notification', Message: JSON.stringify(message) });

test.each([
  ['as it is', event],
  ['as text', JSON.stringify(event)],
  ['in an envelope of EventBridge', fromBus],
  ['in an SNS notification', fromTopic(event)],
  ['in an envelope of EventBridge in an SNS notification', fromTopic(fromBus)],
  ['in both, as text', JSON.stringify(fromTopic(fromBus))],
])('takes an event %s', (_case, body) => {
  expect(unwrapEvent(body)).toEqual(event);
});

test.each([
  { Type: 'SubscriptionConfirmation', Message: '{}' },
  { Type: 'Notification', Message: { id: '1' } },
  { Type: 'Notification' },
  { Message: '{}' },
  { 'detail-type': 'x' },
  { detail: event },
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
