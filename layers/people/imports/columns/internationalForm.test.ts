// Numbers of Germany and the United States, in the forms that people write.
import { expect, test } from '@jest/globals';
import { createInternationalForm } from './internationalForm.ts';

const ambiguous = { rule: expect.stringMatching(/^must begin with \+ or 0/) };
const impossible = { rule: expect.stringMatching(/^must be a possible number in [A-Z]{2}/) };

test.each([
  ['DE', '030 1234567', { number: '+49301234567', isValid: true }],
  ['DE', '(030) 12 34-567', { number: '+49301234567', isValid: true }],
  ['DE', '+49 (0)30 1234567', { number: '+49301234567', isValid: true }],
  ['DE', '0049 30 1234567', { number: '+49301234567', isValid: true }],
  ['DE', '+1 888 123 1111', { number: '+18881231111', isValid: false }],
  ['DE', '030 1234567 ext. 12', { number: '+49301234567;ext=12', isValid: true }],
  ['DE', 'tel:+49-30-1234567;ext=12', { number: '+49301234567;ext=12', isValid: true }],
  ['DE', '15112345678', { number: '+4915112345678', isValid: true }],
  ['DE', '4915112345678', ambiguous],
  ['DE', '49 30 1234567', ambiguous],
  ['US', '15551234567', { number: '+15551234567', isValid: false }],
  ['US', '(555) 123-4567', { number: '+15551234567', isValid: false }],
  ['DE', '12', impossible],
  ['DE', 'call 030 1234567', impossible],
  ['DE', '030 1234567, 030 1234568', impossible],
] as const)('%s: %j becomes %j', (country, text, result) => {
  expect(createInternationalForm(country)(text)).toEqual(result);
});

test('of 200 numbers that lack their plus none becomes another', () => {
  const form = createInternationalForm('DE');
  for (let index = 0; index < 200; index += 1)
    expect(form(`4915${112345678 + 7_919 * index}`)).toEqual(ambiguous);
});

test.each(['de', 'XX', '', 'Germany'])('%j is no country', (code) => {
  expect(() => createInternationalForm(code)).toThrow('The country must be two capital letters');
});
