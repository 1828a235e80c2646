// BeginTransaction, https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_BeginTransaction.html
import { checkResources } from '../checkResources.ts';
import type { Operation } from '../context.ts';
import { arn, databaseName, type Members, readMembers } from '../request/readMembers.ts';

const members: Members = { resourceArn: arn, secretArn: arn, database: databaseName, schema: databaseName };

export const beginTransaction: Operation = async (body, context) => {
  const { database } = readMembers<{ database?: string | null }>(body, members);
  checkResources(body, context);
  const transactionId = await context.transactions.begin(database || undefined);
  return JSON.stringify({ transactionId });
};
