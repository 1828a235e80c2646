// Database URLs.
import { describe, expect, test } from '@jest/globals';
import { readAccount } from './readAccount.ts';

describe('readAccount', () => {
  test('reads every part, decoded', () => {
    expect(readAccount('mysql://us%40er:p%2Fw@[::1]:3307/us%20ers')).toEqual({
      host: '::1',
      port: 3307,
      user: 'us@er',
      password: 'p/w',
      database: 'us ers',
    });
  });

  test('defaults to port 3306, no password and no database', () => {
    expect(readAccount('mysql://root@localhost')).toEqual({
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
      expect(() => readAccount(url)).toThrow('mysql://user:password@host:3306/database');
    },
  );
});
