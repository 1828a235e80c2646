// Values from MySQL's text form to JSON.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FieldKind } from './columnTypes.ts';
import { type ResultSetOptions, valueWriter } from './valueWriter.ts';

const write = (kind: FieldKind, value: string | Buffer, options: ResultSetOptions = {}, scale = 0) => {
  const { member, write } = valueWriter({ kind, typeName: 'T', jdbcType: 0 }, scale, options);
  return `${member} ${write(Buffer.from(value as string))}`;
};

describe('valueWriter', () => {
  test('writes any 64-bit integer digit by digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(write('long', `${value}`)).toBe(`longValue ${value}`);
      }),
    );
  });

  test('writes any text so that JSON.parse gives it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(JSON.parse(write('string', text).slice('stringValue '.length))).toBe(text);
      }),
    );
  });

  test.each<[FieldKind, string | Buffer, ResultSetOptions, number, string]>([
    ['long', '0000000042', {}, 0, 'longValue 42'],
    ['long', '0', {}, 0, 'longValue 0'],
    ['long', '42', { longReturnType: 'STRING' }, 0, 'stringValue "42"'],
    ['decimal', '0.0000', {}, 4, 'stringValue "0.0000"'],
    ['decimal', '42', { decimalReturnType: 'DOUBLE_OR_LONG' }, 0, 'longValue 42'],
    ['decimal', '1.50', { decimalReturnType: 'DOUBLE_OR_LONG' }, 2, 'doubleValue 1.5'],
    ['double', '1e30', {}, 31, 'doubleValue 1e+30'],
    ['boolean', '0', {}, 0, 'booleanValue false'],
    ['boolean', '2', {}, 0, 'booleanValue true'],
    ['boolean', Buffer.from([0]), {}, 0, 'booleanValue false'],
    ['boolean', Buffer.from([1]), {}, 0, 'booleanValue true'],
    ['year', '2024', {}, 0, 'stringValue "2024-01-01"'],
    ['year', '0000', {}, 0, 'stringValue "0000-01-01"'],
    ['time', '-838:59:59', {}, 0, 'stringValue "-838:59:59"'],
    ['time', '10:00:00.12', {}, 2, 'stringValue "10:00:00.12"'],
    ['time', '10:00:00.123999', {}, 6, 'stringValue "10:00:00.123"'],
    ['string', 'a "b" \\ \u0007 ☃', {}, 0, 'stringValue "a \\"b\\" \\\\ \\u0007 ☃"'],
    ['blob', Buffer.from([0, 255]), {}, 0, 'blobValue "AP8="'],
  ])('%s %s with %j and scale %d is %s', (kind, value, options, scale, written) => {
    expect(write(kind, value, options, scale)).toBe(written);
  });

  test.each<[FieldKind, string, ResultSetOptions]>([
    ['long', '9223372036854775808', {}],
    ['long', '18446744073709551615', {}],
    ['decimal', '9223372036854775808', { decimalReturnType: 'DOUBLE_OR_LONG' }],
    ['decimal', '-9223372036854775809', { decimalReturnType: 'DOUBLE_OR_LONG' }],
  ])('refuses the %s %s, which is no signed 64-bit integer', (kind, value, options) => {
    expect(() => write(kind, value, options)).toThrow(
      expect.objectContaining({ name: 'UnsupportedResultException' }),
    );
  });

  test('writes an integer of any size as text', () => {
    expect(write('long', '18446744073709551615', { longReturnType: 'STRING' })).toBe(
      'stringValue "18446744073709551615"',
    );
  });

  test('refuses a type that the service does not support', () => {
    expect(() => write('unsupported', '')).toThrow(
      expect.objectContaining({ name: 'UnsupportedResultException' }),
    );
  });
});
