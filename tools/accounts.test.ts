import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { accountSecrets, readAccounts } from './accounts.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const read = (text: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
  folders.push(folder);
  mkdirSync(join(folder, 'db'));
  writeFileSync(join(folder, 'db/accounts.yml'), text);
  return readAccounts(folder);
};

const auditor = { name: 'auditor', description: 'reads', grants: ['SELECT ON people'], secretName: 'stage' };
const text = 'auditor: { description: reads, grants: [SELECT ON people] }';

test('an account has a secret that is named below its stage, unless it says otherwise', () => {
  expect(read(text)).toEqual([auditor]);
});

test.each([
  [
    'a name that is no part of a user name of MySQL',
    text.replace('auditor', "audit'or"),
    '1 to 24 small letters',
  ],
  [
    'the name of the account that creates the others',
    text.replace('auditor', 'master'),
    'master is the account',
  ],
  ['a grant with a statement behind it', text.replace('people', 'people; DROP TABLE people'), 'grants'],
  ['a grant on every table', text.replace('people', '"*"'), 'grants'],
  ['an account without grants', 'auditor: { description: reads, grants: [] }', 'grants'],
  ['a key that nobody reads', text.replace('reads', 'reads, functions: [getUsers]'), 'functions'],
])('refuses %s and names the file', (_case, broken, rule) => {
  expect(() => read(broken)).toThrow(expect.objectContaining({ name: 'UserError' }));
  expect(() => read(broken)).toThrow(new RegExp(`^db/accounts.yml: [^]*${rule}`));
});

test('a function has the secret of its account, and none without an account', () => {
  expect(accountSecrets({ name: 'audit', account: 'auditor' }, read(text))).toEqual({
    DATABASE_SECRET_ARN: 'auditor',
  });
  expect(accountSecrets({ name: 'audit' }, read(text))).toEqual({});
});

test('the function of the master has the secrets of all accounts', () => {
  expect(accountSecrets({ name: 'migrate', account: 'master' }, read(text))).toEqual({
    DATABASE_SECRET_ARN: 'master',
    DATABASE_AUDITOR_SECRET_ARN: 'auditor',
  });
});

test('refuses a function whose account is not listed', () => {
  expect(() => accountSecrets({ name: 'audit', account: 'auditer' }, read(text))).toThrow(
    'functions/audit/function.yml: account: db/accounts.yml has no "auditer", but auditor.',
  );
});
