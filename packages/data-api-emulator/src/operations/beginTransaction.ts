// The operation BeginTransaction.
// https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_BeginTransaction.html

import type { RunOperation } from '../context.ts';
import { accountOf } from '../request/accountOf.ts';
import { arn, databaseName, type MemberRules, readMembers } from '../request/readMembers.ts';

const members: MemberRules = {
  resourceArn: arn,
  secretArn: arn,
  database: databaseName,
  schema: databaseName,
};

export const beginTransaction: RunOperation = async (body, context) => {
  const { database } = readMembers<{ database?: string | null }>(body, members);
  const account = accountOf(body, context);
  const transactionId = await context.transactions.begin(account, database || undefined);
  return { json: JSON.stringify({ transactionId }) };
};
