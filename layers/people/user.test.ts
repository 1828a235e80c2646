import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { email, maxEmailLength, normalizeEmail, publicUser, spellingsOf } from './user.ts';

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
