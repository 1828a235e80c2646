// What may be an address in a row that was refused.
import { expect, test } from '@jest/globals';
import { findAddresses } from './findAddresses.ts';

const find = (...cells: string[]) => findAddresses(cells.map((cell) => Buffer.from(cell)));

test.each([
  'homer@x.co',
  ' homer@x.co ',
  "'homer@x.co",
  '"homer@x.co"',
  'Homer <homer@x.co>',
  'mailto:homer@x.co',
  'SMTP:homer@x.co',
  'mail=homer@x.co',
  'homer@x.co/marge@x.co',
  'homer@x.co|marge@x.co',
  'marge@x.co, homer@x.co',
  'marge@x.co;homer@x.co',
  'marge@x.co ::: homer@x.co',
  '\u201chomer@x.co\u201d',
  '\u200bhomer@x.co\u00a0',
  'homer@x.co.',
  '<a href="mailto:homer@x.co">',
  'homer@x.co\u0001',
])('finds the address of %j', (cell) => {
  expect(find('1', cell, 'x')).toContain('homer@x.co');
});

test.each(['Homer', '', '@', '@x', 'a@', '+49 30 1', 'a'.repeat(255).concat('@', 'x'.repeat(254))])(
  'finds none in %j',
  (cell) => {
    expect(find(cell)).toEqual([]);
  },
);

test('finds an address with its quotes, and with the letters that a delimiter may be', () => {
  expect(find('"john doe"@x.co')).toContain('"john doe"@x.co');
  expect(find("o'brien@x.co")).toContain("o'brien@x.co");
  expect(find('a=b/c@x.co')).toContain('a=b/c@x.co');
});

test('finds an address in bytes that are not UTF-8', () => {
  expect(findAddresses([Buffer.from('jürgen@x.co', 'latin1')])).toContain('jürgen@x.co');
});
