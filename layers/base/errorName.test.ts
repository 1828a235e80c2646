import { expect, test } from '@jest/globals';
import { errorName } from './errorName.ts';

test.each(['TypeError', '$ZodError', 'DatabaseErrorException', 'E', 'x'.repeat(64)])('keeps %s', (name) => {
  expect(errorName({ name })).toBe(name);
});

test.each([
  'homer@thesimpsons.com',
  '+1 888 123 1111',
  '18881231111',
  '',
  ' Error',
  'Error ',
  'x'.repeat(65),
  7,
  null,
  undefined,
])('keeps nothing of %j', (name) => {
  expect(errorName({ name })).toBe('Unknown');
});

test.each([undefined, null, 'text', 7])('finds no name in %j', (thrown) => {
  expect(errorName(thrown)).toBe('Unknown');
});
