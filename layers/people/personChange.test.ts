import { expect, test } from '@jest/globals';
import { badAddresses, badNumbers, goodAddresses, goodNumbers } from '#tests/support/corpus.ts';
import { lookalikeRule } from './addressRule.ts';
import { createChange, keptSpellingsOf, spellingsOfChange } from './personChange.ts';

const sent = (email: string, phoneNumber: string | null = '+49 30 1', cell = email) =>
  createChange({ email, cell, phoneNumber, revision: '1' });

test('breaks no rule with good addresses and numbers', () => {
  for (const email of goodAddresses) expect(sent(email)).not.toHaveProperty('broken');
  for (const number of goodNumbers)
    expect(sent('a@x', number)).toEqual({
      email: 'a@x',
      spelling: 'a@x',
      phoneNumber: number,
      revision: '1',
    });
});

test('has the rules that it breaks, for a deletion too', () => {
  for (const [email, rule] of badAddresses) {
    expect(sent(email).broken).toEqual({ email: rule });
    expect(sent(email, null).broken).toEqual({ email: rule });
  }
  for (const [number, rule] of badNumbers)
    expect(sent('a@x', `"${number}"`).broken).toEqual({ phoneNumber: rule });
  expect(Object.keys(sent('a', 'tbd').broken ?? {})).toEqual(['email', 'phoneNumber']);
});

test('takes white space and invisible characters off the ends of a number', () => {
  expect(sent('a@x', '\u202a +49\u00a030\u200b1 \u200f').phoneNumber).toBe('+49\u00a030\u200b1');
  expect(sent('a@x', '  ')).toMatchObject({
    phoneNumber: '  ',
    broken: { phoneNumber: 'must have at least 3 digits' },
  });
});

test('looks for a person by all spellings, and keeps the ASCII form of a domain before the other', () => {
  const change = sent('ann@BÜCHER.example', null, ' "ann@BÜCHER.example" ');
  expect(change.email).toBe('ann@bücher.example');
  expect(spellingsOfChange(change)).toEqual([
    ' "ann@BÜCHER.example" ',
    '"ann@BÜCHER.example"',
    'ann@bücher.example',
    'ann@xn--bcher-kva.example',
  ]);
  expect(keptSpellingsOf(change)).toEqual(['ann@xn--bcher-kva.example', 'ann@bücher.example']);
  expect(keptSpellingsOf(sent('ann@x'))).toEqual(['ann@x']);
});

test('keeps the spelling of an address that would be too long in its normal form', () => {
  const long = '\u0958'.repeat(254);
  expect(sent(long)).toMatchObject({ email: long, spelling: long });
  expect(spellingsOfChange(sent(long))).toEqual([long]);
});

test.each(badAddresses.filter(([, rule]) => rule === lookalikeRule).map(([email]) => email))(
  'looks for nobody else than %j, whose letters stand for others',
  (email) => {
    expect(sent(email)).toMatchObject({ email, spelling: email });
    expect(spellingsOfChange(sent(email))).toEqual([email]);
    expect(keptSpellingsOf(sent(email))).toEqual([email]);
  },
);
