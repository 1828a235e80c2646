import { describe, expect, test } from '@jest/globals';
import { readAccounts } from './readAccounts.ts';

const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:owner';
const readerArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:reader';
const read = (databaseUrl: string) => readAccounts({ databaseUrl, secretArn: arn }).find(arn);

describe('readAccounts', () => {
  test('reads every part of the URL, decoded', () => {
    expect(read('mysql://us%40er:p%2Fw@[::1]:3307/us%20ers')).toEqual({
      host: '::1',
      port: 3307,
      user: 'us@er',
      password: 'p/w',
      database: 'us ers',
      defaultDatabase: '',
    });
  });

  test('defaults to port 3306, no password and no database', () => {
    expect(read('mysql://root@localhost')).toEqual({
      host: 'localhost',
      port: 3306,
      user: 'root',
      password: '',
      database: '',
      defaultDatabase: '',
    });
  });

  test.each(['', 'localhost:3306', 'postgres://root@localhost/users', 'mysql://root:100%@localhost/users'])(
    'refuses the URL %j',
    (url) => {
      expect(() => read(url)).toThrow('mysql://user:password@host:3306/database');
    },
  );

  test('refuses a secret whose user nobody names', () => {
    expect(() => read('mysql://localhost/users')).toThrow('must name the user');
  });

  test('gives each secret its own account on the same server', () => {
    const databaseUrl = 'mysql://owner:a@localhost/users';
    const secrets = { [readerArn]: { username: 'reader', password: 'b' } };
    const { find, all } = readAccounts({ databaseUrl, secretArn: arn, secrets });
    const server = { host: 'localhost', port: 3306, database: 'users', defaultDatabase: '' };
    expect(find(arn)).toEqual({ ...server, user: 'owner', password: 'a' });
    expect(find(readerArn)).toEqual({ ...server, user: 'reader', password: 'b' });
    expect(find(`${arn}x`)).toBeUndefined();
    expect(all).toHaveLength(2);
  });

  test('needs no user in the URL when secrets name theirs', () => {
    const databaseUrl = 'mysql://localhost/users';
    const secrets = { [readerArn]: { username: 'reader', password: 'b' } };
    expect(readAccounts({ databaseUrl, secrets }).find(readerArn)).toMatchObject({ user: 'reader' });
  });

  test('takes any secret for the user in the URL when none is named', () => {
    const { find, all } = readAccounts({ databaseUrl: 'mysql://owner:a@localhost/users' });
    expect(find(readerArn)).toMatchObject({ user: 'owner' });
    expect(find(readerArn)).toBe(find(arn));
    expect(all).toHaveLength(1);
  });

  test('refuses a URL without a user when no secret is named', () => {
    expect(() => readAccounts({ databaseUrl: 'mysql://localhost/users' })).toThrow('must name the user');
  });
});
