import { expect, test } from '@jest/globals';
import { localSecretArn } from '#tools/accounts.ts';
import { directorySecretArn } from '../environment.ts';
import { localAccounts, localSecrets } from './localSecrets.ts';

const url = 'mysql://root:users@db:3306/users';

test('has the same accounts for everybody who has the same account of the server', () => {
  expect(localAccounts('mysql://root:users@127.0.0.1:3307/other')).toEqual(localAccounts(url));
});

test('has other passwords under another account', () => {
  const passwords = [url, 'mysql://root:other@db:3306/users', 'mysql://other:users@db:3306/users'].flatMap(
    (databaseUrl) => Object.values(localAccounts(databaseUrl)).map(({ password }) => password),
  );
  expect(new Set(passwords).size).toBe(15);
});

test('holds an account as a secret of RDS does', () => {
  expect(JSON.parse(localSecrets(url)[localSecretArn('writer')] as string)).toEqual({
    username: 'users_writer',
    password: expect.stringMatching(/^[\da-f]{64}$/),
  });
});

test('has the secret of the directory alone where no server is known', () => {
  expect(Object.keys(localSecrets(undefined))).toEqual([directorySecretArn]);
});
