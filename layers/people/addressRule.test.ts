import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aroundRule, badAddresses, goodAddresses, wrappings } from '#tests/support/corpus.ts';
import { findBrokenAddressRule, lookalikeRule } from './addressRule.ts';
import { unwrapText } from './unwrapText.ts';

const rulesOf = (addresses: readonly string[]) =>
  addresses.map((address) => [address, findBrokenAddressRule(address)]);

test('lets every good address of the corpus in', () => {
  expect(rulesOf(goodAddresses)).toEqual(goodAddresses.map((address) => [address, undefined]));
});

test('names the rule that each bad address of the corpus breaks', () => {
  expect(rulesOf(badAddresses.map(([address]) => address))).toEqual(badAddresses);
});

test.each(wrappings)('refuses what is not part of an address: %j before it, %j after it', (before, after) => {
  for (const address of goodAddresses) {
    expect(findBrokenAddressRule(`${before}${address}${after}`)).toBe(aroundRule);
    expect(unwrapText(`${before}${address}${after}`)).toBe(address);
  }
});

describe('an address by the grammar', () => {
  const joined = (parts: fc.Arbitrary<string>, separator: string, maxLength: number) =>
    fc.array(parts, { minLength: 1, maxLength }).map((texts) => texts.join(separator));
  const letter = fc.constantFrom(...'abzAZ09éßжब字ا𐐨');
  const atom = fc.oneof(letter, fc.constantFrom(...".!#$%&'*+-/?^_`{}~"));
  const quoted = joined(fc.oneof(atom, fc.constantFrom(' ', '@', ',', '<', '\\"', '\\\\')), '', 10).map(
    (text) => `"${text}"`,
  );
  const label = fc
    .tuple(joined(letter, '', 3), joined(fc.oneof(letter, fc.constantFrom('-', '_')), '', 3), letter)
    .map((parts) => parts.join(''));
  const address = fc
    .tuple(fc.oneof(joined(atom, '', 10), quoted), joined(label, '.', 4))
    .map((parts) => parts.join('@'));

  test('gets in', () => {
    fc.assert(fc.property(address, (text) => expect(findBrokenAddressRule(text)).toBeUndefined()));
  });

  test.each([...'<>()[],;:| \t\u200b\u2028\ufeff'])('does not with %j outside quotes', (character) => {
    fc.assert(
      fc.property(address, fc.nat(), (text, place) => {
        const end = text.startsWith('"') ? text.lastIndexOf('"') + 1 : 0;
        const at = end + (place % (text.length - end + 1));
        expect(findBrokenAddressRule(text.slice(0, at) + character + text.slice(at))).toBeDefined();
      }),
    );
  });
});

test('lets in no text that is not one local part, one @ and one domain, whatever is sent', () => {
  const piece = fc.oneof(
    fc.constantFrom('@', '.', '"', '\\', '-', ' ', '<', ',', 'é', 'e\u0301', '\u200d', 'xn--', 'İ', 'ﬁ'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (address) => {
      fc.pre(findBrokenAddressRule(`a@${address}`) === undefined);
      expect(address).toMatch(/^[^\s@<>()[\],;:|=%"/\\?#]+$/);
      expect(Buffer.byteLength(address)).toBeLessThanOrEqual(252);
    }),
    { numRuns: 1_000 },
  );
});

test('knows every character that becomes an ASCII one', () => {
  const found: string[] = [];
  const becoming: string[] = [];
  for (let code = 0x80; code <= 0x10ffff; code += 1) {
    const character = String.fromCodePoint(code);
    if (findBrokenAddressRule(`a${character}@x`) === lookalikeRule) found.push(character);
    const lower = character.normalize('NFC').toLowerCase() + character.toLowerCase();
    if (/[\0-\x7f]/.test(lower)) becoming.push(character);
  }
  expect(found).toEqual(becoming);
});

test('holds nothing of the address in a rule', () => {
  for (const [address, rule] of badAddresses) if (address.length > 5) expect(rule).not.toContain(address);
});
