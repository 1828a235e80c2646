import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maxBodyBytes, parseJsonBody } from './readInput.ts';

const parse = (body: string | Buffer, contentType?: string) =>
  parseJsonBody({ headers: { 'content-type': contentType }, body: Buffer.from(body as string) });
const parseJson = (body: string | Buffer) => parse(body, 'application/json');

test('returns every JSON value that was sent', () => {
  const value = fc.jsonValue().filter((json) => JSON.stringify(json).length < 1_000);
  fc.assert(
    fc.property(value, (json) => {
      expect(parseJson(JSON.stringify(json))).toEqual(JSON.parse(JSON.stringify(json)));
    }),
  );
});

test.each([
  'application/json',
  'Application/JSON',
  'application/json;charset=utf-8',
  'application/json ; charset="utf-8"; x=y',
])('takes the content type %s', (contentType) => {
  expect(parse('{}', contentType)).toEqual({});
});

test.each([
  undefined,
  '',
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/jsonp',
  'application/json-seq',
  'application/json, application/json',
  'text/plain; x=application/json',
])('refuses the content type %s', (contentType) => {
  expect(() => parse('{}', contentType)).toThrow(expect.objectContaining({ name: 'UnsupportedMediaType' }));
});

describe('the size', () => {
  /** JSON of that many bytes, half as many characters. */
  const textOf = (bytes: number) => JSON.stringify('ü'.repeat((bytes - 2) / 2));

  test('may be 4,096 bytes', () => {
    expect(parseJson(textOf(maxBodyBytes))).toHaveLength((maxBodyBytes - 2) / 2);
  });

  test('may not be more, in bytes, not characters', () => {
    const tooLarge = expect.objectContaining({ name: 'ContentTooLarge' });
    expect(() => parseJson(textOf(maxBodyBytes + 2))).toThrow(tooLarge);
  });
});

test.each<[string, string | Buffer]>([
  ['nothing', ''],
  ['broken JSON', '{"email":'],
  ['single quotes', "{'email':'a@b'}"],
  ['invalid UTF-8', Buffer.from('{"email":"\xff"}', 'latin1')],
  ['UTF-16', Buffer.from('{}', 'utf16le')],
])('refuses %s by name', (_case, body) => {
  expect(() => parseJson(body)).toThrow(
    expect.objectContaining({ name: 'InvalidRequest', message: 'request must be JSON in UTF-8.' }),
  );
});
