import { expect, test } from '@jest/globals';
import { toHttpRequest } from '#layers/entry/http/toInvocation.ts';
import { probesOf } from './checkVersions.ts';

test.each(['iam', 'jwt', 'OPEN_TO_EVERYONE_ON_THE_INTERNET'])(
  'searchUser is probed by one request of its route with the authorization %s',
  (authorization) => {
    const [probe, ...others] = probesOf('searchUser', authorization);
    expect(others).toEqual([]);
    expect(probe).toMatchObject({ route: 'ANY /search', status: 404 });
    expect(toHttpRequest(probe?.event)).toMatchObject({
      method: 'GET',
      route: 'GET /search',
      rawQueryString: 'email=nobody@deployment.invalid',
    });
  },
);

test('a function without a route has no probe', () => {
  expect(probesOf('migrate', 'iam')).toEqual([]);
});
