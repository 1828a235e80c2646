// The Field union and the rules of SqlParameter.
import { describe, expect, test } from '@jest/globals';
import { readParameters } from './readParameters.ts';

const read = (value: unknown, more = {}) => readParameters([{ name: 'a', value, ...more }]);

describe('readParameters', () => {
  test('takes each member of the union, and no list at all', () => {
    for (const value of [
      { isNull: true },
      { booleanValue: false },
      { longValue: -1 },
      { longValue: 9223372036854775807n },
      { doubleValue: 2 },
      { stringValue: '' },
      { blobValue: 'YQ==' },
    ]) {
      expect(read(value)).toEqual([{ name: 'a', value }]);
    }
    expect(readParameters(undefined)).toEqual([]);
    expect(readParameters(null)).toEqual([]);
  });

  test('keeps the type hint', () => {
    expect(read({ stringValue: '1.5' }, { typeHint: 'DECIMAL' })).toEqual([
      { name: 'a', value: { stringValue: '1.5' }, typeHint: 'DECIMAL' },
    ]);
  });

  test.each([
    [{ arrayValue: { longValues: [1] } }, 'ValidationException'],
    [{}, 'ValidationException'],
    [{ stringValue: 'a', longValue: 1 }, 'ValidationException'],
    [{ floatValue: 1 }, 'ValidationException'],
    [{ toString: 1 }, 'ValidationException'],
    [{ longValue: '1' }, 'SerializationException'],
    [{ longValue: 1.5 }, 'SerializationException'],
    [{ longValue: 9223372036854775808n }, 'SerializationException'],
    [{ doubleValue: 'nan' }, 'SerializationException'],
    [{ isNull: 1 }, 'SerializationException'],
    [{ stringValue: 1 }, 'SerializationException'],
    [{ blobValue: '*' }, 'SerializationException'],
  ])('refuses the value %p with a %s', (value, name) => {
    expect(() => read(value)).toThrow(expect.objectContaining({ name }));
  });

  test.each([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
  ])('reads the double "%s" of the protocol', (text, doubleValue) => {
    expect(read({ doubleValue: text })).toEqual([{ name: 'a', value: { doubleValue } }]);
  });

  test('reads a value that is absent or not null as NULL', () => {
    for (const value of [undefined, null, { isNull: false }]) {
      expect(read(value)).toEqual([{ name: 'a', value: { isNull: true } }]);
    }
  });

  test('leaves out a parameter without a name, which no placeholder can have', () => {
    expect(readParameters([{ value: { isNull: true } }])).toEqual([]);
  });

  test('refuses a type hint outside the model', () => {
    const refusal = expect.objectContaining({ name: 'ValidationException' });
    expect(() => read({ stringValue: '' }, { typeHint: 'YEAR' })).toThrow(refusal);
  });
});
