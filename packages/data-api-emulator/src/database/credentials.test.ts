// Database URLs.
import { describe, expect, test } from '@jest/globals';
import { readCredentials } from './credentials.ts';

describe('readCredentials', () => {
  test('reads every part, decoded', () => {
    expect(readCredentials('mysql://us%40er:p%2Fw@[::1]:3307/us%20ers')).toEqual({
      host: '::1',
      port: 3307,
      user: 'us@er',
      password: 'p/w',
      database: 'us ers',
    });
  });

  test('defaults to port 3306, no password and no database', () => {
    expect(readCredentials('mysql://root@localhost')).toEqual({
      host: 'localhost',
      port: 3306,
      user: 'root',
      password: '',
      database: '',
    });
  });

  test.each(['', 'localhost:3306', 'postgres://root@localhost/users', 'mysql://localhost/users'])(
    'refuses %j',
    (url) => {
      expect(() => readCredentials(url)).toThrow('mysql://user:password@host:3306/database');
    },
  );
});
