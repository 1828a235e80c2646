import { expect, test } from '@jest/globals';
import { createTargetInput, type TargetInput } from './targetInput.ts';
import type { BusEvent } from './toEvent.ts';

const event: BusEvent = {
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'order.placed',
  source: 'shop',
  account: '000000000000',
  time: '2026-12-01T13:00:00Z',
  region: 'eu-central-1',
  resources: [],
  detail: { item: 'green "tea"', counts: [3, 4], buyer: { name: 'Homer' } },
};
const paths = {
  item: '$.detail.item',
  count: '$.detail.counts[1]',
  buyer: '$.detail.buyer',
  none: '$.detail.none',
  type: '$.detail-type',
};
const transformed = (InputTemplate: string): TargetInput => ({
  InputTransformer: { InputPathsMap: paths, InputTemplate },
});

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
test.each<[string, TargetInput, unknown]>([
  ['the event', {}, event],
  ['a constant', { Input: '{"a":1}' }, { a: 1 }],
  ['a part', { InputPath: '$.detail.buyer' }, { name: 'Homer' }],
  ['a member with a hyphen', { InputPath: '$.detail-type' }, 'order.placed'],
  ['a part that is not there', { InputPath: '$.detail.none' }, null],
  [
    'JSON with values',
    transformed('{"item":<item>,"count":<count>,"buyer":<buyer>}'),
    { item: 'green "tea"', count: 4, buyer: { name: 'Homer' } },
  ],
  [
    'values within quotes',
    transformed('{"text":"<count> of <item> for <buyer>"}'),
    { text: '4 of green "tea" for {"name":"Homer"}' },
  ],
  ['text', transformed('"a <type> by \\"<none>\\""'), 'a order.placed by ""'],
  ['a name that is not in the map', transformed('"<other>"'), '<other>'],
  ['the name of the rule', transformed('"<aws.events.rule-name>"'), 'placed'],
  ['the event as a value', transformed('{"event":<aws.events.event.json>}'), { event }],
])('a target gets %s', (_what, input, expected) => {
  expect(JSON.parse(createTargetInput(input, 'placed')(event))).toEqual(expected);
});

test.each<[string, TargetInput]>([
  ['a path', { InputPath: '$.detail[*]' }],
  ['a path of the map', { InputTransformer: { InputPathsMap: { all: '$..item' }, InputTemplate: '<all>' } }],
])('refuses %s of a form that is not emulated', (_what, input) => {
  expect(() => createTargetInput(input, 'placed')).toThrow('is no path that is emulated');
});
