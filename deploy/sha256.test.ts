import { expect, test } from '@jest/globals';
import { Sha256 } from './sha256.ts';

const digestOf = async (hash: Sha256, text: string): Promise<string> => {
  hash.update(text);
  return Buffer.from(await hash.digest()).toString('hex');
};

test('hashes as FIPS 180-4 says of "abc"', async () => {
  expect(await digestOf(new Sha256(), 'abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test.each([
  ['text', 'Jefe'],
  ['bytes', new TextEncoder().encode('Jefe')],
  ['a buffer', new TextEncoder().encode('Jefe').slice().buffer],
])('authenticates as RFC 4231 says in its second case, with a key of %s', async (_kind, key) => {
  expect(await digestOf(new Sha256(key), 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});
