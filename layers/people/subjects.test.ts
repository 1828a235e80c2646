import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { Subjects } from './subjects.ts';

const secret = 'a secret of 32 characters or more';

test('names a person by HMAC-SHA-256 in base64url', () => {
  const subject = createHmac('sha256', secret).update('homer@x').digest('base64url');
  expect(new Subjects(secret).of('homer@x')).toBe(subject);
  expect(subject).toMatch(/^[\w-]{43}$/);
});

test('has another check value for another secret, which is nobody’s subject', () => {
  const { checkValue } = new Subjects(secret);
  expect(new Subjects(secret).checkValue).toBe(checkValue);
  expect(new Subjects(`${secret}.`).checkValue).not.toBe(checkValue);
  expect(checkValue).toMatch(/^[\w-]{43}$/);
  expect(checkValue).not.toBe(new Subjects(secret).of(''));
});

test('refuses a secret of fewer than 32 characters', () => {
  expect(() => new Subjects('x'.repeat(31))).toThrow(
    new TypeError('The secret of the directory is shorter than 32 characters.'),
  );
  expect(new Subjects('x'.repeat(32))).toBeInstanceOf(Subjects);
});
