import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  domainForms,
  email,
  maxEmailLength,
  normalizeDomain,
  normalizeEmail,
  publicUser,
  spellingsOf,
} from './user.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 300 });
/** With what NFC and trimming change, beside any text. */
const oddText = fc.oneof(
  anyText,
  fc
    .array(fc.constantFrom('e', '\u0301', '\u212b', '\u0958', '\t', ' ', '\u00a0', '\u2000', '@', '😀', 'İ'))
    .map((parts) => parts.join('')),
);
const length = (text: string) => [...text].length;
const messagesOf = (schema: typeof email, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message);

test('shows the address and the number of a user, and nothing else', () => {
  const known = { email: 'a@b', phoneNumber: '1', revision: '7' };
  expect(publicUser(known)).toEqual({ email: 'a@b', phoneNumber: '1' });
});

test('normalizes once and for all', () => {
  fc.assert(
    fc.property(oddText, (text) => expect(normalizeEmail(normalizeEmail(text))).toBe(normalizeEmail(text))),
  );
});

test('makes one text of the two Unicode spellings of an accent, and keeps accents apart from bare letters', () => {
  expect(normalizeEmail(' jose\u0301@x.co\t')).toBe('jos\u00e9@x.co');
  expect(normalizeEmail('josé@x.co')).not.toBe(normalizeEmail('jose@x.co'));
});

test('keeps the form of an internationalized domain, in lower case', () => {
  expect(normalizeEmail('Ann@BÜCHER.Example')).toBe('Ann@bücher.example');
  expect(normalizeEmail('Ann@XN--BCHER-KVA.Example')).toBe('Ann@xn--bcher-kva.example');
  expect(normalizeEmail('ann@bücher.xn--p1ai')).toBe('ann@bücher.рф');
  expect(normalizeEmail('Ann@Example.COM')).toBe('Ann@Example.COM');
});

test('finds an address as it was sent and as it is shown', () => {
  fc.assert(
    fc.property(oddText, (part) => {
      const text = `${part}@x`;
      fc.pre(email.safeParse(text).success && length(normalizeEmail(text)) <= maxEmailLength);
      expect(email.safeParse(normalizeEmail(text)).success).toBe(true);
      expect(spellingsOf(text)).toContain(normalizeEmail(text));
    }),
  );
});

describe('an address to search for', () => {
  test('may be any that the directory can hold: well-formed, not blank and bounded', () => {
    fc.assert(
      fc.property(oddText, (text) => {
        const bounded =
          length(text) <= maxEmailLength || length(text.trim().normalize('NFC')) <= maxEmailLength;
        const good = text.isWellFormed() && /[^ ]/.test(text) && bounded;
        expect(email.safeParse(text).success).toBe(good);
      }),
    );
  });

  test('is looked for by both forms of an internationalized domain', () => {
    const forms = ['ann@bücher.example', 'ann@xn--bcher-kva.example'];
    expect(spellingsOf('ann@bücher.example')).toEqual(forms);
    expect(spellingsOf('ann@xn--bcher-kva.example')).toEqual(forms.toReversed());
    expect(spellingsOf('ann@BÜCHER.example')).toEqual(['ann@BÜCHER.example', ...forms]);
  });

  test('is looked for as it was sent, then normalized, in no spelling that is too long', () => {
    expect(spellingsOf('a@b')).toEqual(['a@b']);
    expect(spellingsOf('a@b\t')).toEqual(['a@b\t', 'a@b']);
    expect(spellingsOf(`a@b${'\t'.repeat(252)}`)).toEqual(['a@b']);
    // Its normalized form is twice as long.
    expect(spellingsOf('\u0958'.repeat(254))).toEqual(['\u0958'.repeat(254)]);
  });
});

const tooLong = 'must not be longer than 254 characters';

test.each([
  [undefined, 'is required'],
  [['a@b', 'c@d'], 'must be given once'],
  [7, 'must be a string'],
  ['\ud800', 'must be well-formed Unicode'],
  ['', 'must not be empty'],
  ['  ', 'must not be empty'],
  ['a'.repeat(255), tooLong],
])('refuses to search for the address %j: it %s', (value, message) => {
  expect(messagesOf(email, value)).toEqual([message]);
});

test.each([
  ['an address to search for', email, '\ud800'.repeat(255)],
  ['an address to search for', email, ' '.repeat(255)],
])('names the first rule alone that %s breaks', (_field, schema, value) => {
  expect(messagesOf(schema, value)).toHaveLength(1);
});

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
