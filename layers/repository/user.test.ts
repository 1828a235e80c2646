import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { email, maxEmailLength } from './user.ts';

const accepted = (text: string) => email.safeParse(text).success;

test('keeps what it accepts: parsing the result again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const first = email.safeParse(text);
      if (first.success) expect(email.parse(first.data)).toBe(first.data);
    }),
  );
});

test('accepts exactly trimmed, bounded text with an @ and without control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (part, at) => {
      const text = at ? `${part}@x` : part;
      const trimmed = text.trim().normalize('NFC');
      const good =
        text.isWellFormed() &&
        [...trimmed].length <= maxEmailLength &&
        trimmed.includes('@') &&
        !/\p{Cc}/u.test(trimmed);
      expect(accepted(text)).toBe(good);
    }),
  );
});

test.each(['jose@x.co', 'josé@x.co', 'ü@bücher.de', 'a+tag@x.co', '"a b"@x.co', 'a@localhost'])(
  'accepts %s',
  (text) => {
    expect(email.parse(` ${text} `)).toBe(text);
  },
);

test('makes one text of the two Unicode spellings of an accent, and keeps accents apart from bare letters', () => {
  expect(email.parse('jose\u0301@x.co')).toBe('jos\u00e9@x.co');
  expect(email.parse('josé@x.co')).not.toBe(email.parse('jose@x.co'));
});
