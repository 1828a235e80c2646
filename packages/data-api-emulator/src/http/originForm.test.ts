// Requests whose target is a whole URL.
import type { IncomingMessage } from 'node:http';
import { expect, test } from '@jest/globals';
import { toOriginForm } from './originForm.ts';

const read = (url: string) => {
  const request = { url, headers: { host: 'given' }, headersDistinct: { host: ['given'] } } as unknown;
  toOriginForm(request as IncomingMessage);
  const { url: target, headers, headersDistinct } = request as IncomingMessage;
  expect(headersDistinct.host).toEqual([headers.host]);
  return `${target} of ${headers.host}`;
};

test.each([
  ['http://localhost:8123/users?limit=1', '/users?limit=1 of localhost:8123'],
  ['HTTP://[::1]:8123/a', '/a of [::1]:8123'],
  ['https://localhost', '/ of localhost'],
  ['http://localhost?a', '/?a of localhost'],
  ['http://localhost/a#b', '/a of localhost'],
  ['http://evil.example@localhost/', '/ of evil.example@localhost'],
  ['/users?next=http://localhost/', '/users?next=http://localhost/ of given'],
  ['*', '* of given'],
])('%s is read as %s', (url, expected) => {
  expect(read(url)).toBe(expected);
});
