import { expect, test } from '@jest/globals';
import { declareFunction } from '#tests/support/declareFunction.ts';
import { UsageError } from '../userError.ts';
import { readNewFunction } from './readNewFunction.ts';

const events = { iam: [{ httpApi: { method: 'ANY', path: '/greetings' } }] };
const teams = { iam: [{ httpApi: { method: 'ANY', path: '/teams/{id}/players' } }] };
const existing = [
  declareFunction('greetUser', { events }),
  declareFunction('listPlayers', { events: teams }),
];

test('gives a function the path of its route and the next host port', () => {
  expect(readNewFunction('listTeams', { http: 'GET /teams/by-name' }, existing)).toEqual({
    name: 'listTeams',
    kind: 'http',
    method: 'GET',
    path: '/teams/by-name',
    localPort: 8141,
  });
});

test.each([
  ['PUT /teams/{id}', 'PUT', '/teams/{id}'],
  ['DELETE /teams/{teamId}/players/{id}', 'DELETE', '/teams/{teamId}/players/{id}'],
])('reads the route %s', (http, method, path) => {
  expect(readNewFunction('listTeams', { http }, existing)).toMatchObject({ method, path });
});

test('gives a function with a queue no path', () => {
  expect(readNewFunction('noteMove', { queue: true }, existing)).toMatchObject({ kind: 'queue' });
});

test('gives a function with a schedule its expression', () => {
  expect(readNewFunction('purgeUsers', { schedule: 'cron(0 3 * * ? *)' }, existing)).toEqual({
    name: 'purgeUsers',
    kind: 'schedule',
    expression: 'cron(0 3 * * ? *)',
    localPort: 8141,
  });
});

test.each(['daily', 'rate(1 day', "rate('1')", 'off', ''])('refuses the schedule "%s"', (schedule) => {
  expect(() => readNewFunction('purgeUsers', { schedule }, existing)).toThrow(
    '--schedule must be an expression such as',
  );
});

test('gives a function that is invoked directly no path', () => {
  expect(readNewFunction('eraseUser', { direct: true }, existing)).toEqual({
    name: 'eraseUser',
    kind: 'direct',
    localPort: 8141,
  });
});

test.each(['greetUser2', 'verifyAddressBeforeWritingIt'])('accepts the name %s', (name) => {
  expect(readNewFunction(name, { direct: true }, existing).name).toBe(name);
});

test.each(['list', 'ListTeams', 'list-teams', 'delete', '../listTeams'])('refuses the name %s', (name) => {
  expect(() => readNewFunction(name, { direct: true }, existing)).toThrow('must be a verb and a noun');
});

test.each([
  '/teams',
  'HEAD /teams',
  'ANY /teams',
  'get /teams',
  'GET teams',
  'GET /',
  'GET /Teams',
  'GET /teams/',
  'GET /teams/{Id}',
  'GET /teams/{id',
  'GET /teams/{proxy+}',
  'GET /{id}/{id}',
])('refuses the route %s', (http) => {
  expect(() => readNewFunction('listTeams', { http }, existing)).toThrow(
    '--http must be a method and a path',
  );
});

test.each([
  ['a name that exists', 'greetUser', { direct: true }, 'There is a function "greetUser" already.'],
  [
    'a path that exists',
    'listTeams',
    { http: 'GET /greetings' },
    '/greetings is a route of greetUser already.',
  ],
  [
    'a path that differs in the names of its parameters alone',
    'listTeams',
    { http: 'GET /teams/{name}/players' },
    '/teams/{name}/players is a route of listPlayers already.',
  ],
  [
    'no kind',
    'listTeams',
    {},
    "Give one of --http '<method> /<path>', --queue, --schedule 'rate(1 day)' and --direct.",
  ],
  ['an address in the path', 'listTeams', { http: 'GET /teams/{email}' }, '{email} must not be in a path'],
  ['two kinds', 'listTeams', { http: 'GET /teams', direct: true }, 'Give one'],
])('refuses %s', (_case, name, flags, reason) => {
  const read = () => readNewFunction(name, flags, existing);
  expect(read).toThrow(UsageError);
  expect(read).toThrow(reason);
});
