// The functions' database accounts, as db/accounts.yml declares them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { pascalName } from './functions.ts';
import { root } from './paths.ts';
import { UserError } from './userError.ts';

/** A MySQL user's name has 32 characters at most, of which `users_` and `_2` take eight. */
const name = z.string().regex(/^[a-z]{1,24}$/, { error: 'must be 1 to 24 small letters' });

/** `master` is the account that owns the database and creates the others; it is no user of this list. */
const declaration = z.strictObject({
  description: z.string(),
  /** MySQL's GRANT without the keyword and the user: https://dev.mysql.com/doc/refman/8.4/en/grant.html */
  grants: z.array(z.string().regex(/^[A-Z]+(?:, [A-Z]+)* ON \w+$/)).min(1),
  secretName: z.enum(['stage', 'generated']).default('stage'),
});

const declarations = z.record(name, declaration).refine((all) => !('master' in all), {
  error: 'master is the account that creates the others',
});

export type AccountDeclaration = z.output<typeof declaration> & { name: string };

/** Throws UserError that names the rule which the file breaks. */
export const readAccounts = (folder = root): AccountDeclaration[] => {
  try {
    const all = declarations.parse(parse(readFileSync(join(folder, 'db/accounts.yml'), 'utf8')));
    return Object.entries(all).map(([account, declared]) => ({ name: account, ...declared }));
  } catch (error) {
    throw new UserError(`db/accounts.yml: ${(error as Error).message}`);
  }
};

/** `ReaderSecret`: the logical id of an account's secret. */
export const secretId = (account: string): string => `${pascalName(account)}Secret`;

/** `DATABASE_READER_SECRET_ARN`: the variable that tells `migrate` the secret of an account. */
export const secretVariable = (account: string): string => `DATABASE_${account.toUpperCase()}_SECRET_ARN`;

/** `users_reader`: the MySQL user of an account. */
export const accountUsername = (account: string): string => `users_${account}`;

/** The ARN of a secret in the local cloud, in the form that AWS issues. */
export const localSecretArn = (secret: string): string =>
  `arn:aws:secretsmanager:eu-central-1:000000000000:secret:${secret}-local-AbCdEf`;

/** By variable, the secrets that a function's environment names, each as its account's name or `master`. */
export const accountSecrets = (
  { name: lambda, account }: { name: string; account?: string | undefined },
  accounts: readonly AccountDeclaration[],
): Record<string, string> => {
  if (account === undefined) return {};
  const names = accounts.map((declared) => declared.name);
  const own = { DATABASE_SECRET_ARN: account };
  if (account === 'master') {
    return { ...own, ...Object.fromEntries(names.map((each) => [secretVariable(each), each])) };
  }
  if (names.includes(account)) return own;
  throw new UserError(
    `functions/${lambda}/function.yml: account: db/accounts.yml has no "${account}", but ${names.join(', ')}.`,
  );
};
