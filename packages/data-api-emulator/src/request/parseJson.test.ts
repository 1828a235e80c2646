// 64-bit integers survive reading; everything else is read as JSON.parse reads it.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from './parseJson.ts';

describe('parseJson', () => {
  test('reads any 64-bit integer exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const { longValue } = parseJson(`{"longValue":${value}}`) as { longValue: number | bigint };
        expect(BigInt(longValue)).toBe(value);
      }),
    );
  });

  test('reads any other JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const rounded = JSON.stringify(parseJson(text), (_key, value) =>
          typeof value === 'bigint' ? Number(value) : value,
        );
        expect(rounded).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  test('leaves digits inside strings alone', () => {
    expect(parseJson('{"a":"9223372036854775807"}')).toEqual({ a: '9223372036854775807' });
  });

  test('refuses what is not JSON', () => {
    expect(() => parseJson('{"a":')).toThrow(expect.objectContaining({ name: 'SerializationException' }));
  });
});
