// The database: what the functions' accounts are refused, and the way out of a pause.
import { refusedStatements } from '../accounts/refusedStatements.ts';
import type { Check, CheckContext } from '../check.ts';
import { NotRun } from '../expectations.ts';
import { findNumber } from './findNumber.ts';
import { syncDirectly } from './syncDirectly.ts';

/** MySQL's error for a statement without the privilege: https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html */
const denied = /\b1142\b/;

const outcomeOf = async (
  { execute }: CheckContext['system'],
  account: keyof typeof refusedStatements,
  sql: string,
): Promise<string> => {
  try {
    await execute(account, sql);
    return 'allowed';
  } catch (error) {
    if (error instanceof NotRun) throw error;
    const { name, message } = error as Error;
    return denied.test(message) ? 'refused' : `${name}: ${message}`;
  }
};

const accounts: Check = {
  what: 'Database: the accounts of the functions are refused what they need not do',
  async run({ system, expect }) {
    for (const [account, statements] of Object.entries(refusedStatements)) {
      for (const sql of statements) {
        const outcome = await outcomeOf(system, account as keyof typeof refusedStatements, sql);
        expect.same(`"${sql}" by the ${account}`, outcome, 'refused');
      }
    }
  },
};

const pausing: Check = {
  what: 'Database: a caller during a pause is answered, or told when to come again',
  slow: true,
  async run({ system, people, expect, signal }) {
    const number = '+1 888 555 0400';
    await syncDirectly(system, [people.upserted('homer', number, 10)]);
    await system.pause(signal);
    const response = await system.request('/users?limit=1');
    const retry = response.headers.has('retry-after');
    const isPromised = response.status === 200 || (response.status === 503 && retry);
    expect.same(`Whether status ${response.status} is promised`, isPromised, true);
    await expect.becomes(
      'The number after the pause',
      () => findNumber(system, people.address('homer')),
      number,
    );
  },
};

export const databaseChecks: readonly Check[] = [accounts, pausing];
