import { describe, expect, test } from '@jest/globals';
import { readEvents } from './readEvents.ts';

const event = (id: string) => ({ specversion: '1.0', type: 't', source: '/hr', id, data: { name: '😀' } });
const json = (id: string) => JSON.stringify(event(id));
const idsOf = (text: string) => readEvents(text, 'people.json').map(({ id }) => id);

describe('reads, in their order, the events of', () => {
  test.each([
    ['an object', json('1'), ['1']],
    ['an object over several lines', JSON.stringify(event('1'), null, 2), ['1']],
    ['an array', `[${json('1')},${json('2')}]`, ['1', '2']],
    ['an array over several lines', JSON.stringify([event('1'), event('2')], null, 1), ['1', '2']],
    ['JSON Lines', `${json('1')}\n${json('2')}\n`, ['1', '2']],
    ['JSON Lines of Windows', `${json('1')}\r\n${json('2')}\r\n`, ['1', '2']],
    ['JSON Lines with blank lines', `\n${json('1')}\n\n ${json('2')} \n\n`, ['1', '2']],
    ['a single line', `${json('1')}\n`, ['1']],
    ['arrays, one per line', `[${json('1')},${json('2')}]\n[${json('3')}]\n`, ['1', '2', '3']],
  ])('%s', (_case, text, ids) => {
    expect(idsOf(text)).toEqual(ids);
  });
});

test('keeps every member of an event', () => {
  expect(readEvents(json('1'), 'people.json')).toEqual([event('1')]);
});

describe('refuses', () => {
  test.each([
    [
      'what is not JSON',
      '{"type": x}',
      "people.json is not JSON: Unexpected token 'x' at position 9 (line 1 column 10).",
    ],
    ['an empty file', '', 'people.json is not JSON: it ends too early, at position 0 (line 1 column 1).'],
    [
      'a line that is not JSON',
      `${json('1')}\n{"type": x}`,
      "Line 2 of people.json is not JSON: Unexpected token 'x' at position 9 (line 1 column 10).",
    ],
    ['an empty array', '[]', 'people.json holds no event.'],
    [
      'an event without a source, by its place',
      `[${json('1')},{"type":"t"}]`,
      'Event 2 of people.json is not a CloudEvent: it has no source.',
    ],
    ['nesting without end', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'nested deeper than 1000 levels'],
  ])('%s', (_case, text, message) => {
    expect(() => readEvents(text, 'people.json')).toThrow(message);
  });
});
