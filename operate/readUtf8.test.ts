import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readUtf8 } from './readUtf8.ts';

const folder = mkdtempSync(join(tmpdir(), 'users-service-utf8-'));
const file = join(folder, 'file');
afterAll(() => rmSync(folder, { recursive: true }));

const read = (bytes: string | Buffer): Promise<string> => {
  writeFileSync(file, bytes);
  return readUtf8(file);
};

test.each([
  ['', ''],
  ['jürgen 😀 \uFFFD', 'jürgen 😀 \uFFFD'],
  ['\uFEFF{}', '{}'],
])('reads %j', async (written, text) => {
  expect(await read(written)).toBe(text);
});

test.each([
  ['Windows-1252', Buffer.from('{"a":\n"j\u00fcrgen"}', 'latin1'), '0xfc at position 8 (line 2)'],
  ['a cut character', Buffer.from('aü').subarray(0, 2), '0xc3 at position 1 (line 1)'],
  ['a surrogate', Buffer.from([0x61, 0xed, 0xa0, 0x80]), '0xed at position 1 (line 1)'],
  [
    'a bad byte behind a replacement character',
    Buffer.concat([Buffer.from('\uFFFDü\uFFFD'), Buffer.from([0xff])]),
    '0xff at position 8 (line 1)',
  ],
])('refuses %s by the place of its first byte', async (_case, bytes, place) => {
  await expect(read(bytes)).rejects.toMatchObject({
    name: 'UserError',
    message: `${file} is not UTF-8: the byte ${place}. Save it as UTF-8.`,
  });
});

test('knows UTF-16 by its byte order mark', async () => {
  const bytes = Buffer.from('\uFEFF{}', 'utf16le');
  await expect(read(bytes)).rejects.toThrow(
    'is not UTF-8, but looks like UTF-16: the byte 0xff at position 0',
  );
});

test('names a file that is not there', async () => {
  await expect(readUtf8(join(folder, 'missing'))).rejects.toThrow(/^There is no file .*missing/);
});
