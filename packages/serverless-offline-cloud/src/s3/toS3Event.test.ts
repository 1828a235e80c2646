import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeKey } from './toS3Event.ts';

test.each([
  ['incoming/people.csv', 'incoming/people.csv'],
  ['a b+c.csv', 'a+b%2Bc.csv'],
  ["~it's (1)!*.csv", '%7Eit%27s+%281%29%21*.csv'],
  ['ü😀', '%C3%BC%F0%9F%98%80'],
])('the key %s is told of as %s', (key, expected) => {
  expect(encodeKey(key)).toBe(expected);
});

test('every key comes back as a form is decoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (key) => {
      expect(new URLSearchParams(`key=${encodeKey(key)}`).get('key')).toBe(key);
    }),
  );
});
