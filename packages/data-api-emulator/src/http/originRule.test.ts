import { describe, expect, test } from '@jest/globals';
import { checkOrigin, createOriginRule } from './originRule.ts';

const rule = createOriginRule({
  listensOn: '0.0.0.0',
  names: ['API.test'],
  origins: ['http://localhost:5173'],
});
const pass = (headers: Record<string, string>) => checkOrigin(headers, rule);

describe('lets pass', () => {
  test.each([
    ['a program on this machine', { host: 'localhost:8123' }],
    ['an address of IPv4', { host: '127.0.0.1:8123' }],
    ['an address of IPv6', { host: '[::1]:8123' }],
    ['a host without a port', { host: 'localhost' }],
    ['a host in capitals', { host: 'LOCALHOST:8123' }],
    ['a host that is allowed by name', { host: 'api.test:8123' }],
    ['an address that a person typed', { host: 'localhost:8123', 'sec-fetch-site': 'none' }],
    [
      'a page of the port itself',
      { host: 'localhost:8123', origin: 'http://localhost:8123', 'sec-fetch-site': 'same-origin' },
    ],
    [
      'a page of an origin that is allowed by name',
      { host: 'localhost:8123', origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' },
    ],
  ])('%s', (_name, headers) => {
    expect(pass(headers as Record<string, string>)).toBeUndefined();
  });
});

describe('refuses by its Host', () => {
  test.each([
    '',
    'evil.example',
    'evil.example:8123',
    'localhost.evil.example',
    'localhost.',
    'evil.example:localhost',
    '127.0.0.1.evil.example',
    '127.0.0.2:8123',
    '[::2]:8123',
    '0.0.0.0:8123',
  ])('"%s"', (host) => {
    expect(pass({ host })).toMatch(/^The Host header/);
  });

  test('a request without a Host header is refused', () => {
    expect(pass({})).toMatch(/^The Host header/);
  });

  test('a name that was pointed at this machine, though its page is of the same origin', () => {
    const headers = { host: 'evil.example:8123', origin: 'http://evil.example:8123' };
    expect(pass({ ...headers, 'sec-fetch-site': 'same-origin' })).toMatch(/^The Host header/);
  });
});

describe('refuses a page', () => {
  test.each([
    'null',
    '',
    'http://evil.example',
    'http://localhost',
    'http://localhost:5174',
    'http://127.0.0.1:8123',
    'http://localhost:5173.evil.example',
    'file://',
    'not a URL',
  ])('of the origin "%s"', (origin) => {
    expect(pass({ host: 'localhost:8123', origin })).toBe('Pages of this origin may not use this port.');
  });

  test.each(['cross-site', 'same-site', 'anything'])('that sends no Origin, %s', (site) => {
    expect(pass({ host: 'localhost:8123', 'sec-fetch-site': site })).toBe(
      'Pages of other sites may not use this port.',
    );
  });
});

describe('the address that is listened on', () => {
  test.each([
    ['10.0.0.7', '10.0.0.7:8123'],
    ['Users.test', 'users.test'],
    ['fd00::7', '[fd00::7]:8123'],
  ])('%s lets %s pass', (listensOn, host) => {
    expect(checkOrigin({ host }, createOriginRule({ listensOn }))).toBeUndefined();
  });

  test.each(['0.0.0.0', '::'])('%s, which is all addresses, lets none of them pass', (listensOn) => {
    expect(checkOrigin({ host: '0.0.0.0:8123' }, createOriginRule({ listensOn }))).toMatch(
      /^The Host header/,
    );
    expect(checkOrigin({ host: '[::]:8123' }, createOriginRule({ listensOn }))).toMatch(/^The Host header/);
  });
});
