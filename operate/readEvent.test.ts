import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readEvent } from './readEvent.ts';

const folder = mkdtempSync(join(tmpdir(), 'users-service-events-'));
const fileOf = (text: string): string => {
  const file = join(folder, 'event.json');
  writeFileSync(file, text);
  return file;
};
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['an object', '{ "email": "homer@x.co" }', '{"email":"homer@x.co"}'],
  ['an array', ' [1]', '[1]'],
  ['a text', '"homer"', '"homer"'],
  ['a number', '7', '7'],
])('takes %s as it stands', async (_name, given, event) => {
  expect(await readEvent(given)).toBe(event);
});

test('takes a file, with a byte order mark or without', async () => {
  expect(await readEvent(fileOf('{"step":"plan"}\n'))).toBe('{"step":"plan"}');
  expect(await readEvent(fileOf('\uFEFF{"step":"plan"}'))).toBe('{"step":"plan"}');
});

test.each(['{bad', '{"email":"homer@x.co"', 'homer@x.co', '', '/'])(
  'refuses %j, which is not JSON',
  async (given) => {
    await expect(readEvent(given)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/^The event is not JSON: /),
    });
  },
);

test('says of the name of a file that there is none', async () => {
  await expect(readEvent('nosuch.json')).rejects.toThrow('There is no file nosuch.json.');
});

test('names a file that is not JSON', async () => {
  const file = fileOf('{bad');
  await expect(readEvent(file)).rejects.toThrow(
    `${file} is not JSON: Expected property name or '}' at position 1 (line 1 column 2).`,
  );
});

test('refuses a file that is not UTF-8', async () => {
  const file = fileOf('');
  writeFileSync(file, Buffer.from('{"email":"jürgen@x.co"}', 'latin1'));
  await expect(readEvent(file)).rejects.toThrow(
    `${file} is not UTF-8: the byte 0xfc at position 11 (line 1).`,
  );
});
