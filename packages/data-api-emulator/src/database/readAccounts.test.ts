import { describe, expect, test } from '@jest/globals';
import { readAccounts } from './readAccounts.ts';

const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:owner';
const readerArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:reader';
const read = (databaseUrl: string) => readAccounts({ databaseUrl, secretArn: arn }).get(arn);

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
    const accounts = readAccounts({ databaseUrl, secretArn: arn, secrets });
    const server = { host: 'localhost', port: 3306, database: 'users', defaultDatabase: '' };
    expect([...accounts]).toEqual([
      [arn, { ...server, user: 'owner', password: 'a' }],
      [readerArn, { ...server, user: 'reader', password: 'b' }],
    ]);
  });

  test('needs no user in the URL when secrets name theirs, and refuses no secret at all', () => {
    const databaseUrl = 'mysql://localhost/users';
    const secrets = { [readerArn]: { username: 'reader', password: 'b' } };
    expect(readAccounts({ databaseUrl, secrets }).get(readerArn)).toMatchObject({ user: 'reader' });
    expect(() => readAccounts({ databaseUrl })).toThrow('at least one secret');
  });
});
