import { describe, expect, test } from '@jest/globals';
import { compilePattern } from './compilePattern.ts';

const event = {
  source: 'people',
  'detail-type': 'directory.user.upserted.v1',
  detail: {
    state: 'running',
    price: 12.5,
    zero: 0,
    flag: true,
    nothing: null,
    empty: '',
    address: '10.0.0.17',
    address6: '2001:db8::1',
    file: 'in/people.PNG',
    tags: ['a', 'b'],
    nested: ['a', [['deep']]],
    data: { email: 'homer@thesimpsons.com' },
    parts: [
      { kind: 'x', size: 1 },
      { kind: 'y', size: 2 },
    ],
  },
};

const takes = (detail: object) => compilePattern(JSON.stringify({ detail }))(event);

describe('a pattern takes an event whose fields have', () => {
  test.each<[string, object]>([
    ['a value', { state: ['running'] }],
    ['one of several values', { state: ['stopped', 'running'] }],
    ['a number, however it is written', { price: [12.5] }],
    ['a truth value', { flag: [true] }],
    ['null', { nothing: [null] }],
    ['an empty text', { empty: [''] }],
    ['a value in an array', { tags: ['b'] }],
    ['a value in an array of arrays of arrays', { nested: ['deep'] }],
    ['a value in an object', { data: { email: [{ suffix: '@thesimpsons.com' }] } }],
    ['a prefix', { state: [{ prefix: 'run' }] }],
    ['a prefix in any case', { state: [{ prefix: { 'equals-ignore-case': 'RUN' } }] }],
    ['a suffix', { file: [{ suffix: '.PNG' }] }],
    ['a suffix in any case', { file: [{ suffix: { 'equals-ignore-case': '.png' } }] }],
    ['a value in any case', { state: [{ 'equals-ignore-case': 'RUNNING' }] }],
    ['a wildcard', { file: [{ wildcard: 'in/*.PNG' }] }],
    ['a number in a range', { price: [{ numeric: ['>', 10, '<=', 12.5] }] }],
    ['a number that equals', { zero: [{ numeric: ['=', 0] }] }],
    ['an address in a block', { address: [{ cidr: '10.0.0.0/24' }] }],
    ['an address of IPv6 in a block', { address6: [{ cidr: '2001:db8::/32' }] }],
    ['any value', { state: [{ exists: true }] }],
    ['null, which is a value', { nothing: [{ exists: true }] }],
    ['no such field', { missing: [{ exists: false }] }],
    ['no such field, though every object has it', { constructor: [{ exists: false }] }],
    ['no such object', { missing: { field: [{ exists: false }] } }],
    ['anything but a value', { state: [{ 'anything-but': 'stopped' }] }],
    ['anything but a number', { price: [{ 'anything-but': [1, 2] }] }],
    ['anything but a prefix', { state: [{ 'anything-but': { prefix: 'stop' } }] }],
    ['anything but several suffixes', { file: [{ 'anything-but': { suffix: ['.gif', '.jpg'] } }] }],
    ['anything but a wildcard', { file: [{ 'anything-but': { wildcard: 'out/*' } }] }],
    ['anything but a text, where it is null', { nothing: [{ 'anything-but': 'x' }] }],
    ['all of several fields', { state: ['running'], price: [12.5] }],
    ['one of two patterns', { $or: [{ state: ['stopped'] }, { price: [12.5] }] }],
    ['an element of an array with all of them', { parts: { kind: ['y'], size: [2] } }],
  ])('%s', (_case, detail) => {
    expect(takes(detail)).toBe(true);
  });
});

describe('a pattern takes no event whose fields have', () => {
  test.each<[string, object]>([
    ['another value', { state: ['stopped'] }],
    ['the same in another case', { state: ['Running'] }],
    ['a number for a text', { price: ['12.5'] }],
    ['null for an empty text', { empty: [null] }],
    ['no such field', { missing: ['x'] }],
    ['another prefix', { state: [{ prefix: 'stop' }] }],
    ['a text for a number', { state: [{ numeric: ['>', 0] }] }],
    ['a number outside of a range', { price: [{ numeric: ['>', 12.5] }] }],
    ['an address outside of a block', { address: [{ cidr: '10.0.1.0/24' }] }],
    ['an address of another family', { address: [{ cidr: '2001:db8::/32' }] }],
    ['a value that must not exist', { nothing: [{ exists: false }] }],
    ['none of those that must exist', { missing: [{ exists: true }] }],
    ['no field, where anything but a value would do', { missing: [{ 'anything-but': 'x' }] }],
    ['one of the values that are denied', { tags: [{ 'anything-but': ['a', 'b'] }] }],
    ['a prefix that is denied', { state: [{ 'anything-but': { prefix: 'run' } }] }],
    ['one field of two', { state: ['running'], price: [1] }],
    ['neither of two patterns', { $or: [{ state: ['stopped'] }, { price: [1] }] }],
    ['the fields in two elements of an array', { parts: { kind: ['y'], size: [1] } }],
    ['an asterisk that stands for itself', { file: [{ wildcard: 'in/\\*.PNG' }] }],
  ])('%s', (_case, detail) => {
    expect(takes(detail)).toBe(false);
  });
});

test('a pattern may be about every part of the envelope', () => {
  const pattern = { source: ['people'], 'detail-type': [{ prefix: 'directory.user.' }] };
  expect(compilePattern(JSON.stringify(pattern))(event)).toBe(true);
});

test.each([
  ['{', 'not JSON'],
  ['[]', 'must be an object'],
  ['{}', 'takes no event'],
  ['{"source": []}', 'source: an empty list takes no event.'],
  ['{"a": {"b": {"c": []}}}', 'a.b.c: an empty list takes no event.'],
  ['{"a": {"$or": [{"b": []}, {"c": [1]}]}}', 'a.b: an empty list takes no event.'],
  ['{"a": {"$or": [{"b": [1]}]}}', 'a.$or: must be a list of two patterns or more.'],
  ['{"source": "people"}', 'source.: must be an object or a list.'],
  ['{"detail": {"a": [{"regex": "x"}]}}', 'detail.a: {"regex":"x"} is no operator that is emulated.'],
  ['{"a": [{"prefix": "x", "suffix": "y"}]}', 'is no operator'],
  ['{"a": [{"prefix": 1}]}', 'the operand must be text.'],
  ['{"a": [{"numeric": [">"]}]}', '"numeric" takes pairs'],
  ['{"a": [{"numeric": []}]}', '"numeric" takes pairs'],
  ['{"a": [{"numeric": ["~", 1]}]}', '"numeric" takes pairs'],
  ['{"a": [{"cidr": "10.0.0.0/99"}]}', '"cidr" takes a block'],
  ['{"a": [{"exists": "yes"}]}', '"exists" takes true or false.'],
  ['{"a": [{"anything-but": {"numeric": ["=", 1]}}]}', '"anything-but" knows no "numeric".'],
  ['{"a": [{"wildcard": "a**b"}]}', 'two asterisks'],
  ['{"$or": [{"a": [1]}]}', 'two patterns or more'],
])('%s is refused', (pattern, reason) => {
  expect(() => compilePattern(pattern)).toThrow(reason);
});
