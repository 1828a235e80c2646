import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holdsAddress } from './holdsAddress.ts';

async function* cut(bytes: Uint8Array, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const holds = (text: string, email: string, size = 7) =>
  holdsAddress(cut(new TextEncoder().encode(text), size), [email]);

test.each([
  ['alone', 'homer@x.co'],
  ['in another letter case', 'HOMER@X.co,1\n'],
  ['as the last of a file', 'email\nhomer@x.co'],
  ['quoted', 'email,phoneNumber\n"homer@x.co","1"\n'],
  ['behind a space', 'email\r\n homer@x.co;1\r\n'],
  ['behind a guard against formulas', "'homer@x.co,'+1"],
  ['in JSON', '{"email":"homer@x.co"}'],
])('finds an address %s', async (_where, text) => {
  expect(await holds(text, 'homer@x.co')).toBe(true);
});

test.each(['ahomer@x.co', 'homer@x.com', 'homer@x', '', 'homer+a@x.co', 'homer.x.co'])(
  'does not take %j for the address',
  async (text) => {
    expect(await holds(`${text},1\n`, 'homer@x.co')).toBe(false);
  },
);

test('finds an address with quotes, which CSV doubles, and with letters that Unicode spells in two ways', async () => {
  expect(await holds('"""a b""@x.co",1\n', '"a b"@x.co')).toBe(true);
  expect(await holds('jose\u0301@x.co,1\n', 'jos\u00e9@x.co')).toBe(true);
  expect(await holds('a[b]^$@x.co,1\n', 'a[b]^$@x.co')).toBe(true);
});

test('finds an address long before the end of a file, and the longest of several spellings', async () => {
  const rest = ',1\nmarge@x.co,2\n'.repeat(1_000);
  expect(await holds(`homer@x.co${rest}`, 'homer@x.co', 64)).toBe(true);
  const long = `${'long'.repeat(20)}@x.co`;
  for (let size = 1; size <= 40; size += 1) {
    const pieces = cut(new TextEncoder().encode(`${long}${rest}`), size);
    expect(await holdsAddress(pieces, ['a@x', long])).toBe(true);
  }
});

test('finds an address wherever the file is cut', async () => {
  const email = fc.string({
    unit: fc.constantFrom('a', 'B', '.', '"', 'é', '😀'),
    minLength: 1,
    maxLength: 8,
  });
  const noise = fc.string({ unit: fc.constantFrom('a', ',', '\n', '@', '😀'), maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      noise,
      email,
      noise,
      fc.integer({ min: 1, max: 40 }),
      async (before, name, after, size) => {
        expect(await holds(`${before}\n${name}@x.co,${after}`, `${name}@x.co`, size)).toBe(true);
      },
    ),
  );
});
