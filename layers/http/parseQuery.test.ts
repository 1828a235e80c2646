import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseQuery } from './parseQuery.ts';

test('keeps all values of a repeated name', () => {
  expect(parseQuery('email=a@b&limit=2&email=c@d')).toEqual({ email: ['a@b', 'c@d'], limit: '2' });
});

describe('the query', () => {
  const name = fc.stringMatching(/^[a-zé&=+%# ]{1,6}$/);
  const value = fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => text.isWellFormed());

  test('has every value that was written, in order, and an array only for a repeated name', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        const query = parseQuery(new URLSearchParams(pairs).toString());
        const expected = Object.groupBy(pairs, ([key]) => key);
        expect(Object.keys(query).sort()).toEqual(Object.keys(expected).sort());
        for (const [key, group] of Object.entries(expected)) {
          expect([query[key]].flat()).toEqual(group?.map(([, text]) => text));
          expect(Array.isArray(query[key])).toBe(group?.length !== 1);
        }
      }),
    );
  });

  test('is found in any text, however broken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const found of Object.values(parseQuery(text))) {
          for (const part of [found].flat()) expect(typeof part).toBe('string');
        }
      }),
    );
  });

  test.each(['__proto__', 'constructor', 'toString'])('holds a parameter named %s as any other', (text) => {
    const query = parseQuery(`${text}=1`);
    expect(Object.entries(query)).toEqual([[text, '1']]);
    expect(Object.getPrototypeOf(query)).toBe(Object.prototype);
  });
});
