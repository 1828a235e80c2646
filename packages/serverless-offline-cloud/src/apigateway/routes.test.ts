import { describe, expect, test } from '@jest/globals';
import { createRouter, toRouteKey } from './routes.ts';

test.each([
  [{ method: 'ANY', path: '/users' }, 'ANY /users'],
  [{ method: 'any', path: '/users' }, 'ANY /users'],
  [{ method: '*', path: '/users' }, 'ANY /users'],
  [{ method: 'get', path: '/users/{id}' }, 'GET /users/{id}'],
  ['GET /users', 'GET /users'],
  ['*', '$default'],
  [{ method: '*', path: '*' }, '$default'],
])('%j has the route key %s', (event, key) => {
  expect(toRouteKey(event)).toBe(key);
});

const find = (keys: string[], method: string, path: string) => {
  const match = createRouter(keys.map((key) => ({ key, functionKey: key })))(method, path);
  return match && [match.route.key, match.pathParameters];
};

// The example of https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
const documented = [
  '$default',
  'ANY /{proxy+}',
  'GET /pets/{proxy+}',
  'GET /pets/dog/{id}',
  'GET /pets/dog/1',
];

describe('of several routes', () => {
  test.each([
    ['GET', '/pets/dog/1', ['GET /pets/dog/1', {}]],
    ['GET', '/pets/dog/2', ['GET /pets/dog/{id}', { id: '2' }]],
    ['GET', '/pets/cat/1', ['GET /pets/{proxy+}', { proxy: 'cat/1' }]],
    ['POST', '/test/5', ['ANY /{proxy+}', { proxy: 'test/5' }]],
    ['POST', '/pets/dog/1', ['ANY /{proxy+}', { proxy: 'pets/dog/1' }]],
    ['GET', '/', ['$default', {}]],
  ])('%s %s takes %j', (method, path, expected) => {
    expect(find(documented, method, path)).toEqual(expected);
    expect(find(documented.toReversed(), method, path)).toEqual(expected);
  });

  test('the method of the request comes before ANY', () => {
    expect(find(['ANY /users', 'GET /users'], 'GET', '/users')).toEqual(['GET /users', {}]);
    expect(find(['ANY /users', 'GET /users'], 'PUT', '/users')).toEqual(['ANY /users', {}]);
  });
});

test.each(['/', '', '/users/', '/users/1', '//users', '/Users', '/user', '/usersx'])(
  '"%s" does not take ANY /users',
  (path) => {
    expect(find(['ANY /users'], 'GET', path)).toBeUndefined();
  },
);

test('an empty segment is no parameter', () => {
  expect(find(['GET /users/{id}'], 'GET', '/users/')).toBeUndefined();
  expect(find(['GET /users/{rest+}'], 'GET', '/users/')).toBeUndefined();
});

test('characters of regular expressions are themselves', () => {
  expect(find(['GET /a.b'], 'GET', '/axb')).toBeUndefined();
  expect(find(['GET /a.b'], 'GET', '/a.b')).toEqual(['GET /a.b', {}]);
});
