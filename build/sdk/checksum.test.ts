import { createHash, createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { Sha256 } from './checksum.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const digestOf = async (parts: readonly (string | Uint8Array)[], secret?: string | Uint8Array) => {
  const hash = new Sha256(secret);
  for (const part of parts) hash.update(part);
  return hex(await hash.digest());
};

test.each(['', 'abc', 'ä😀', 'x'.repeat(1_000)])(
  'hashes %j as Node does, whole and in parts',
  async (text) => {
    const expected = createHash('sha256').update(text).digest('hex');
    expect(await digestOf([text])).toBe(expected);
    expect(await digestOf([Buffer.from(text).subarray(0, 2), Buffer.from(text).subarray(2)])).toBe(expected);
  },
);

test.each(['', 'key', 'k'.repeat(64), 'k'.repeat(65), 'ключ'])(
  'signs with the secret %j as Node does',
  async (secret) => {
    const expected = createHmac('sha256', secret).update('text').digest('hex');
    expect(await digestOf(['text'], secret)).toBe(expected);
    expect(await digestOf(['te', 'xt'], Buffer.from(secret))).toBe(expected);
  },
);
