import { describe, expect, test } from '@jest/globals';
import { checkCaller } from './checkCaller.ts';

const allowed = new Set(['data-api']);
const check = (headers: Record<string, string>) => () =>
  checkCaller({ host: '127.0.0.1:8080', ...headers }, allowed);

describe('checkCaller', () => {
  test.each([
    {},
    { host: 'localhost' },
    { host: '[::1]:8080' },
    { host: 'DATA-API:8080' },
    { origin: 'http://localhost:3000' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:8080' },
  ])('takes a request with %j', (headers) => {
    expect(check(headers)).not.toThrow();
  });

  test.each([
    { host: 'evil.example:8080' },
    { host: '127.0.0.1.evil.example' },
    { host: 'data-api.evil.example' },
    { host: 'evil.example@127.0.0.1.evil.example' },
    { host: '' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ])('refuses a request with %j', (headers) => {
    expect(check(headers)).toThrow(expect.objectContaining({ name: 'AccessDeniedException', status: 403 }));
  });

  test('refuses a request without a Host', () => {
    expect(() => checkCaller({}, allowed)).toThrow('Host');
  });
});
