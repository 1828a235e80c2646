import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { getUsersSchema, maxLimit } from './schema.ts';

const limitOf = (limit: unknown) => getUsersSchema.request.parse({ limit }).limit;
const refusalOf = (limit: unknown) => getUsersSchema.request.safeParse({ limit }).error?.issues[0]?.message;

const isWithin = (limit: number): boolean => Number.isInteger(limit) && limit >= 1 && limit <= maxLimit;

test('takes a whole number from 1 to 1000, and its digits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: maxLimit }), (limit) => {
      expect(limitOf(limit)).toBe(limit);
      expect(limitOf(String(limit))).toBe(limit);
    }),
  );
});

test.each([1, '1', '0001', maxLimit, '1000'])('takes %j', (limit) => {
  expect(limitOf(limit)).toBe(Number(limit));
});

test.each([0, '0', 1.5, -1, maxLimit + 1, '1001', 'x12', '12x', ' 12', '00012', ''])(
  'refuses %j',
  (limit) => {
    expect(refusalOf(limit)).toBe('must be a whole number from 1 to 1000');
  },
);

test('takes the largest number when there is none', () => {
  expect(limitOf(undefined)).toBe(maxLimit);
});

test('refuses every other number, and every other text', () => {
  const numbers = fc.oneof(fc.integer({ min: -10, max: 1_100 }), fc.double());
  const texts = fc.oneof(numbers.map(String), fc.string(), fc.stringMatching(/^\d{1,6}$/));
  const good = (text: string) => /^\d{1,4}$/.test(text) && isWithin(Number(text));
  fc.assert(
    fc.property(
      fc.oneof(
        numbers.filter((limit) => !isWithin(limit)),
        texts.filter((limit) => !good(limit)),
      ),
      (limit) => {
        expect(refusalOf(limit)).toBe('must be a whole number from 1 to 1000');
      },
    ),
  );
});

test.each([null, true, {}])('refuses %j', (limit) => {
  expect(refusalOf(limit)).toBe('must be a whole number from 1 to 1000');
});

test.each([[['1', '2']], [[]]])('refuses the list %j', (limit) => {
  expect(refusalOf(limit)).toBe('must be given once');
});

test.each([7, 'text', null, true])('refuses %j for a request', (request) => {
  expect(getUsersSchema.request.safeParse(request).error?.issues).toMatchObject([
    { message: 'must be an object' },
  ]);
});
