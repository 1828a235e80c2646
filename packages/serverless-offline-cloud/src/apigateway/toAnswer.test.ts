import { describe, expect, test } from '@jest/globals';
import { internalServerError, toAnswer } from './toAnswer.ts';

const json = { 'content-type': 'application/json' };

describe('a result without a status is the body', () => {
  test.each([
    [{ a: 1 }, '{"a":1}'],
    [[1], '[1]'],
    ['text', 'text'],
    [null, 'null'],
    [0, '0'],
  ])('%j', (result, body) => {
    expect(toAnswer(result, 'GET')).toEqual({ status: 200, headers: json, body });
  });
});

test('a response is sent as it is, header names in lower case and values as text', () => {
  const response = { statusCode: 201, headers: { 'X-One': 1, Allow: 'GET' }, body: 'b' };
  expect(toAnswer(response, 'GET')).toEqual({
    status: 201,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-one': '1', allow: 'GET' },
    body: 'b',
  });
});

test('the content type stays as the function gave it', () => {
  expect(
    toAnswer({ statusCode: 200, headers: { 'Content-Type': 'application/json' } }, 'GET').headers,
  ).toEqual(json);
});

test('each cookie is a header', () => {
  const { headers } = toAnswer({ statusCode: 200, cookies: ['a=1; Path=/', 'b=2'] }, 'GET');
  expect(headers['set-cookie']).toEqual(['a=1; Path=/', 'b=2']);
});

test('a base64 body is decoded', () => {
  const { body } = toAnswer({ statusCode: 200, body: '//4=', isBase64Encoded: true }, 'GET');
  expect(body).toEqual(Buffer.from([0xff, 0xfe]));
});

test('the length that a function gives is kept for HEAD alone', () => {
  const response = { statusCode: 200, headers: { 'content-length': '7' }, body: '' };
  expect(toAnswer(response, 'HEAD').headers['content-length']).toBe('7');
  expect(toAnswer(response, 'GET').headers['content-length']).toBeUndefined();
});

test('a status may be a text of digits', () => {
  expect(toAnswer({ statusCode: '404' }, 'GET').status).toBe(404);
});

test.each([
  { statusCode: 'abc' },
  { statusCode: 99 },
  { statusCode: 600 },
  { statusCode: 200.5 },
  { statusCode: null },
  { statusCode: 200, body: { not: 'text' } },
])('%j is no response, and answered 500', (result) => {
  expect(toAnswer(result, 'GET')).toEqual(internalServerError);
});
