// The literal of each kind of value and type hint.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ApiField, TypeHint } from '../request/readParameters.ts';
import { sqlLiteral } from './sqlLiteral.ts';

/** Reads a string literal as MySQL does in either sql_mode. */
const readLiteral = (literal: string): string => {
  const hexadecimal = /^_utf8mb4 x'([0-9a-f]*)'$/.exec(literal);
  if (hexadecimal) return Buffer.from(hexadecimal[1] as string, 'hex').toString();
  const quoted = /^'((?:[^'\\]|'')*)'$/.exec(literal);
  if (!quoted) throw new Error(`${literal} is not one literal`);
  return (quoted[1] as string).replaceAll("''", "'");
};

describe('sqlLiteral', () => {
  test('any string comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (stringValue) => {
        expect(readLiteral(sqlLiteral({ stringValue }))).toBe(stringValue);
      }),
    );
  });

  test.each(['\\', '*/ or 1 = 1 /*', '/*'])(
    'hides %j, which a version comment or an sql_mode could read as SQL',
    (stringValue) => {
      expect(sqlLiteral({ stringValue })).toMatch(/^_utf8mb4 x'[0-9a-f]+'$/);
    },
  );

  test('any finite double comes back as it was and is a DOUBLE', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (doubleValue) => {
        const literal = sqlLiteral({ doubleValue });
        expect(literal).toContain('e');
        expect(Number(literal)).toBe(doubleValue);
      }),
    );
  });

  test.each<[ApiField, string]>([
    [{ isNull: true }, 'NULL'],
    [{ longValue: 9223372036854775807n }, '9223372036854775807'],
    [{ booleanValue: true }, 'TRUE'],
    [{ booleanValue: false }, 'FALSE'],
    [{ blobValue: 'AP8=' }, "x'00ff'"],
    [{ blobValue: '' }, "x''"],
  ])('%j is %s', (value, literal) => {
    expect(sqlLiteral(value)).toBe(literal);
  });

  test.each<[TypeHint, string, string]>([
    ['DATE', '2024-02-29', "'2024-02-29'"],
    ['TIME', '23:59:59.123', "'23:59:59.123'"],
    ['TIME', '-838:59:59', "'-838:59:59'"],
    ['TIMESTAMP', '2024-02-29 23:59:59.123', "'2024-02-29 23:59:59.123'"],
    ['DECIMAL', '-1.50', '-1.50'],
    ['DECIMAL', '1', '1.'],
    ['DECIMAL', '+.5', '+.5'],
    ['DECIMAL', '1E-7', '0.0000001'],
    ['DECIMAL', '-12.5e1', '-125.'],
    ['DECIMAL', '12.345E+2', '1234.5'],
    ['DECIMAL', '0E-10', '0.0000000000'],
    ['DECIMAL', '1e-999999999', '1e-999999999'],
    ['JSON', '{"a":1}', '\'{"a":1}\''],
    ['UUID', '05763a07-5868-e365-db17-8a571158b6d9', "x'05763a075868e365db178a571158b6d9'"],
  ])('a %s of %s is %s', (hint, stringValue, literal) => {
    expect(sqlLiteral({ stringValue }, hint)).toBe(literal);
  });

  test.each<[TypeHint, string]>([
    ['DATE', '29.02.2024'],
    ['DATE', '2024-13-45'],
    ['DATE', '2023-02-29'],
    ['DATE', '2024-00-01'],
    ['TIME', 'noon'],
    ['TIME', '12:60:00'],
    ['TIMESTAMP', '2024-02-30 00:00:00'],
    ['TIMESTAMP', '2024-02-29 24:00:00'],
    ['TIMESTAMP', '2024-02-29T23:59:59Z'],
    ['DECIMAL', '1; drop table t'],
    ['DECIMAL', '1E'],
    ['DECIMAL', '1E5.5'],
    ['UUID', 'x'],
  ])('a %s of %j is refused', (hint, stringValue) => {
    expect(() => sqlLiteral({ stringValue }, hint)).toThrow(
      expect.objectContaining({
        name: 'DatabaseErrorException',
        message: expect.stringMatching(/^Parse Error for \w+: input contains invalid characters$/),
      }),
    );
  });

  test('any DECIMAL with an exponent is the same number without one', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -54, max: 54 }), (digits, exponent) => {
        const literal = sqlLiteral({ stringValue: `${digits}e${exponent}` }, 'DECIMAL');
        expect(literal).toMatch(/^-?\d+\.\d*$/);
        expect(Number(literal)).toBe(Number(`${digits}e${exponent}`));
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses the double %p, which has no literal',
    (doubleValue) => {
      expect(() => sqlLiteral({ doubleValue })).toThrow(
        expect.objectContaining({ name: 'DatabaseErrorException' }),
      );
    },
  );
});
