import { expect, test } from '@jest/globals';
import { addCorsHeaders, type CorsConfiguration, isPreflight, preflightHeaders, readCors } from './cors.ts';

const configuration = (...origins: string[]): CorsConfiguration => ({
  AllowOrigins: origins,
  AllowMethods: ['GET', 'HEAD'],
  AllowHeaders: ['authorization'],
  ExposeHeaders: ['link', 'retry-after'],
  MaxAge: 3600,
});

const cors = {
  origins: ['http://a.test', 'http://b.test'],
  methods: ['GET', 'HEAD'],
  headers: ['authorization'],
  exposedHeaders: ['link', 'retry-after'],
  maxAgeS: 3600,
};

test('reads the configuration of the template', () => {
  expect(readCors(configuration('http://a.test', 'http://b.test'))).toEqual(cors);
});

test("reads the framework's cors", () => {
  expect(readCors(undefined, { allowedOrigins: ['http://a.test'], allowedMethods: ['GET'] })).toMatchObject({
    origins: ['http://a.test'],
    methods: ['GET'],
  });
});

test.each([
  ['no configuration', undefined, undefined],
  ['an empty origin', configuration(''), undefined],
  ['any origin, which would let every page read', configuration('*'), undefined],
  ["the framework's true, which is any origin", undefined, true],
] as const)('has no rules for %s', (_what, given, framework) => {
  expect(readCors(given, framework)).toBeUndefined();
});

test('a preflight is an OPTIONS with an origin and the method that is asked for', () => {
  const headers = { origin: 'http://a.test', 'access-control-request-method': 'GET' };
  expect(isPreflight('OPTIONS', headers)).toBe(true);
  expect(isPreflight('GET', headers)).toBe(false);
  expect(isPreflight('OPTIONS', { origin: 'http://a.test' })).toBe(false);
  expect(isPreflight('OPTIONS', { 'access-control-request-method': 'GET' })).toBe(false);
});

test('a preflight from a configured origin is told the rules, from any other nothing', () => {
  expect(preflightHeaders(cors, 'http://b.test')).toEqual({
    'access-control-allow-origin': 'http://b.test',
    'access-control-allow-methods': 'GET,HEAD',
    'access-control-allow-headers': 'authorization',
    'access-control-max-age': '3600',
  });
  expect(preflightHeaders(cors, 'http://c.test')).toEqual({});
  expect(preflightHeaders({ ...cors, origins: ['*'] }, 'http://c.test')).toEqual({});
});

test("an answer's own rules give way to the configured ones", () => {
  const own = { link: '<…>', 'access-control-allow-origin': '*' };
  expect(addCorsHeaders(own, cors, 'http://a.test')).toEqual({
    link: '<…>',
    'access-control-allow-origin': 'http://a.test',
    'access-control-expose-headers': 'link,retry-after',
  });
  expect(addCorsHeaders(own, cors, undefined)).toEqual({ link: '<…>' });
});
