// The secrets of local functions: their database accounts, and that of the directory.
import { createHmac } from 'node:crypto';
import type { DatabaseSecret } from 'data-api-emulator';
import { accountUsername, localSecretArn, readAccounts } from '#tools/accounts.ts';
import { directorySecretArn } from '../environment.ts';

/**
 * The accounts that `migrate` makes, by the ARNs of their secrets. Their passwords follow from the account in the URL: so
 * nobody else knows them on a server that others reach, and all who use that server have the same ones.
 */
export const localAccounts = (databaseUrl: string): Record<string, DatabaseSecret> => {
  const { username: owner, password } = new URL(databaseUrl);
  const accountOf = (username: string): DatabaseSecret => ({
    username,
    password: createHmac('sha256', `${owner}:${password}`).update(username).digest('hex'),
  });
  return Object.fromEntries(
    readAccounts().map(({ name }) => [localSecretArn(name), accountOf(accountUsername(name))]),
  );
};

/**
 * Texts by ARN. The secret of a directory must stay what it is for as long as its database, which may be shared by copies
 * of this repository and outlive them; of local directories it is known to everybody.
 */
export const localSecrets = (databaseUrl: string | undefined): Record<string, string> => {
  const accounts = Object.entries(databaseUrl ? localAccounts(databaseUrl) : {});
  return {
    [directorySecretArn]: 'the secret of every local directory, which protects nothing',
    ...Object.fromEntries(accounts.map(([arn, account]) => [arn, JSON.stringify(account)])),
  };
};
