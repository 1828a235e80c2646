// Runs a statement through the Data API, as a database account.
import { ExecuteStatementCommand, type RDSDataClient } from '@aws-sdk/client-rds-data';
import { NotRun } from '../expectations.ts';

export type DatabaseAccount = { resourceArn: string; secretArn: string; database: string };

const isDenied = ({ name }: Error): boolean => /^(AccessDenied|Forbidden)/.test(name);

/** Throws NotRun where the caller may not use the account. */
export const executeAs = async (
  client: RDSDataClient,
  account: DatabaseAccount,
  sql: string,
): Promise<void> => {
  await client.send(new ExecuteStatementCommand({ ...account, sql })).catch((error: Error) => {
    throw isDenied(error) ? new NotRun('your credentials may not use the database’s accounts') : error;
  });
};
