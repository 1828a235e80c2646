import { expect, test } from '@jest/globals';
import { guardCell, unguardCell } from './guardCell.ts';

test.each([
  ...['+49 30 1', '0301234567', '4915112345678', '(123)', '1-2-3', '=1+1', '@a', '-1', '＝1', '|a', '\0=1'],
  ...['\r=1', ' =1', "'1", '"=1', '+a@x', "'@x", 'May 2024', 'e5', 'tel:+49 30', '２０', '١٢٣'],
])('puts a tab before %j', (text) => {
  expect(guardCell(text)).toBe(`\t${text}`);
});

test.each(['', 'Homer', 'homer@x.co', 'p12@x.co', 'jürgen@x.co', '京@x', 'Homer J. Simpson', '\t=1'])(
  'leaves %j as it is',
  (text) => {
    expect(guardCell(text)).toBe(text);
  },
);

test.each(['+49 30 1', '=1', 'Homer', ''])('takes the tab off the guarded %j', (text) => {
  expect(unguardCell(guardCell(text))).toBe(text);
});
