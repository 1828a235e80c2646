import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseQuery } from './parseQuery.ts';

const names = ['email', 'limit'];
const parse = (rawQueryString: string) => parseQuery(rawQueryString, names);
const detailOf = (rawQueryString: string): string => {
  try {
    return `no error: ${JSON.stringify(parse(rawQueryString))}`;
  } catch (error) {
    expect(error).toMatchObject({ name: 'InvalidRequest' });
    return (error as Error).message;
  }
};

describe('any text', () => {
  const name = fc.constantFrom(...names, 'other', 'é&=+%', '__proto__', '');
  const value = fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => text.isWellFormed());

  test('is found as it was written, in order, and in an array for a repeated name alone', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        const encoded = pairs.map((pair) => pair.map(encodeURIComponent).join('='));
        const query = parse(encoded.join('&'));
        const expected = Object.groupBy(pairs, ([key]) => key);
        for (const key of names) {
          const texts = expected[key]?.map(([, text]) => text);
          expect(query[key]).toEqual(texts?.length === 1 ? texts[0] : texts);
        }
        expect(names).toEqual(expect.arrayContaining(Object.keys(query)));
      }),
    );
  });

  test('is read as URLSearchParams reads it, or refused', () => {
    const piece = fc.constantFrom(
      'email',
      'limit',
      'Email',
      '=',
      '&',
      '+',
      '%20',
      '%2B',
      '%',
      '%zz',
      '%ff',
      'ü',
      'a',
    );
    const text = fc.oneof(
      fc.array(piece).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (rawQueryString) => {
        let query = {};
        try {
          query = parse(rawQueryString);
        } catch (error) {
          expect(error).toMatchObject({ name: 'InvalidRequest' });
          return;
        }
        const parameters = new URLSearchParams(`&${rawQueryString.toWellFormed()}`);
        const expected = names.flatMap((key) => {
          const values = parameters.getAll(key);
          return values.length === 0 ? [] : [[key, values.length === 1 ? values[0] : values]];
        });
        expect(query).toEqual(Object.fromEntries(expected));
      }),
    );
  });
});

test.each([
  ['', {}],
  ['email', { email: '' }],
  ['email=', { email: '' }],
  ['email=a=b', { email: 'a=b' }],
  ['email=a@b&limit=2&email=c@d', { email: ['a@b', 'c@d'], limit: '2' }],
  ['em%61il=a', { email: 'a' }],
  ['email=a%2Bb@c', { email: 'a+b@c' }],
  ['email=a%20b@c', { email: 'a b@c' }],
  ['email=+%20a@b%20+', { email: '  a@b  ' }],
  ['email=++', { email: '  ' }],
  ['email=%20+a@b', { email: '  a@b' }],
  ['email=%20a%2Bb@c+', { email: ' a+b@c ' }],
])('reads %s', (rawQueryString, query) => {
  expect(parse(rawQueryString)).toEqual(query);
});

test.each(['other=%zz', '%zz=1', 'email%ff=a', 'Other=1', 'emails=1', 'email[]=1', '__proto__=1', '=', '&&'])(
  'ignores %s',
  (rawQueryString) => {
    expect(parse(rawQueryString)).toEqual({});
  },
);

test.each(['Email=a@b', 'EMAIL', 'em%41il=a', 'email=a&Email=b'])(
  'refuses the letter case of %s',
  (query) => {
    expect(detailOf(query)).toBe('email must be written in this letter case.');
  },
);

test.each([
  'email=%zz',
  'email=%',
  'email=a%2',
  'email=%ff',
  'email=%C3',
  'email=%ED%A0%80',
  'email=a&email=%zz',
])('refuses the encoding of %s', (query) => {
  expect(detailOf(query)).toBe('email must be percent-encoded UTF-8.');
});

test.each(['email=homer+tag@b', 'email=a+b', 'email=+a+b+', 'email=%20a%20+b', 'email=a++b', 'email=a\n+b'])(
  'refuses the + in %j',
  (query) => {
    expect(detailOf(query)).toBe('email must have + written as %2B, and a space as %20.');
  },
);

test('names every parameter that breaks a rule, and no value', () => {
  expect(detailOf('limit=%zz&Email=secret')).toBe(
    'limit must be percent-encoded UTF-8; email must be written in this letter case.',
  );
});
