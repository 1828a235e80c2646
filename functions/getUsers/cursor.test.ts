import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursor, decodeCursor, encodeCursor } from './cursor.ts';

const ids = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n });

test('decodes what it encoded, in characters that need no escaping in a URL', () => {
  fc.assert(
    fc.property(ids, (id) => {
      expect(decodeCursor(encodeCursor(id))).toBe(id);
      expect(encodeCursor(id)).toMatch(/^[\w-]+$/);
    }),
  );
});

test('decodes no other text, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), (text) => {
      const id = decodeCursor(text);
      expect(id === undefined || encodeCursor(id) === text).toBe(true);
    }),
  );
});

test('decodes no tampered cursor to the id it was made for', () => {
  fc.assert(
    fc.property(ids, fc.nat(), fc.constantFrom(...'ABCXYZabcxyz0189-_'), (id, position, character) => {
      const text = encodeCursor(id);
      const at = position % text.length;
      const tampered = text.slice(0, at) + character + text.slice(at + 1);
      fc.pre(tampered !== text);
      expect(decodeCursor(tampered)).not.toBe(id);
    }),
  );
});

test.each(['MToxMg==', 'MToxMh', 'MToxMg\n', ' MToxMg', 'MTox*Mg'])(
  'refuses %j, another spelling of MToxMg',
  (text) => {
    expect(decodeCursor('MToxMg')).toBe(12n);
    expect(decodeCursor(text)).toBeUndefined();
  },
);

test('has the largest id of the Data API, and none above', () => {
  expect(decodeCursor(encodeCursor(2n ** 63n - 1n))).toBe(2n ** 63n - 1n);
  expect(decodeCursor(encodeCursor(2n ** 63n))).toBeUndefined();
});

test('names the rule for a value that is not text', () => {
  const messageOf = (value: unknown) => cursor.safeParse(value).error?.issues[0]?.message;
  expect(messageOf(7)).toBe('must be a string');
  expect(messageOf(['a', 'b'])).toBe('must be given once');
});

test.each(['1:0', '1:01', '2:5', '1:-1', '1:9223372036854775808', '1:', 'x1:5', '1:5x', 'x'])(
  'refuses %s',
  (plain) => {
    expect(cursor.safeParse(Buffer.from(plain).toString('base64url')).success).toBe(false);
  },
);
