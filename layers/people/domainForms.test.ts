import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { domainForms, normalizeDomain } from './domainForms.ts';

test.each([
  ['ann@bücher.example', 'ann@xn--bcher-kva.example', 'ann@bücher.example'],
  ['ann@xn--bcher-kva.example', 'ann@xn--bcher-kva.example', 'ann@bücher.example'],
  ['ann@Xn--Bcher-Kva.example', 'ann@xn--bcher-kva.example', 'ann@bücher.example'],
  ['ann@bücher.xn--p1ai', 'ann@xn--bcher-kva.xn--p1ai', 'ann@bücher.рф'],
  ['a@b@faß.de', 'a@b@xn--fa-hia.de', 'a@b@faß.de'],
  ['ann@a_b.ü', 'ann@a_b.xn--tda', 'ann@a_b.ü'],
  ['bücher.example', 'xn--bcher-kva.example', 'bücher.example'],
])('%s has both forms of its domain', (email, ascii, unicode) => {
  expect(domainForms(email)).toEqual([ascii, unicode]);
});

// A host of a URL is read in other ways: 1.2.3 is 1.2.0.3 there, and a/b is a.
test.each([
  'ann@example.com',
  'bücher@example.com',
  'ann@1.2.3',
  'ann@ü/b',
  'ann@ü%20',
  'ann@ü?x',
  'ann@ü#x',
  'ann@ü\\x',
  'ann@ü:80',
  'ann@[ü]',
  'ann@ü b',
  'ann@xn--ü',
  'ann@xn---Zﬁ',
  'ann@ｅｘａｍｐｌｅ.com',
  'ann@ex\u00adample.com',
  'ann@',
  '',
])('%j has no other form', (email) => {
  expect(domainForms(email)).toEqual([]);
  expect(normalizeDomain(email)).toBe(email);
});

const label = fc
  .array(fc.constantFrom(...'aZ9üßжЖ字ا', 'xn--', '-', 'İ', 'ﬁ', 'ำ', '\u200d', '😀', 'ｅ'), { maxLength: 5 })
  .map((letters) => letters.join(''));
const address = fc.array(label, { maxLength: 3 }).map((labels) => `ann@${labels.join('.')}`);

test('each form has the same forms, and is normal', () => {
  fc.assert(
    fc.property(address, (email) => {
      const forms = domainForms(email);
      for (const form of forms) {
        expect(domainForms(form)).toEqual(forms);
        expect(normalizeDomain(form)).toBe(form);
      }
      expect(forms).toEqual(forms.length === 0 ? [] : expect.arrayContaining([normalizeDomain(email)]));
    }),
    { numRuns: 5_000 },
  );
});
