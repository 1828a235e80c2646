// Finds out, once, what would make calls fail or lose text later.
import type { Context } from '../context.ts';
import type { DatabaseAccount } from './readAccounts.ts';
import type { ResultReader } from './session.ts';
import { toApiError } from './sqlError.ts';

const charsetOf = async (account: DatabaseAccount, { pool }: Context): Promise<string> => {
  const session = await pool.acquire(account, account.database);
  try {
    let charset = '';
    const reader: ResultReader = { columns: () => {}, row: ([value]) => (charset = String(value)) };
    await session.run('SELECT @@character_set_database', reader);
    return charset;
  } finally {
    pool.release(session);
  }
};

/** A sentence for people, or undefined when all is well. */
const problemOf = async (account: DatabaseAccount, context: Context): Promise<string | undefined> => {
  const { host, port, user, database } = account;
  try {
    const charset = await charsetOf(account, context);
    if (database === '' || charset === 'utf8mb4') return undefined;
    return (
      `The database ${database} has the character set ${charset}, so that tables may refuse text which Aurora MySQL ` +
      `takes: ALTER DATABASE ${database} CHARACTER SET utf8mb4;`
    );
  } catch (error) {
    const { name, message } = toApiError(error);
    if (name === 'DatabaseUnavailableException') return `No MySQL answers at ${host}:${port} yet.`;
    return `MySQL refuses the user ${user}: ${message}`;
  }
};

/** Warns of each problem once: with several accounts the server and the database are the same. */
export const inspectDatabases = async (context: Context, warn: (sentence: string) => void): Promise<void> => {
  const problems = await Promise.all(context.accounts.all.map((account) => problemOf(account, context)));
  for (const problem of new Set(problems)) if (problem) warn(problem);
};
