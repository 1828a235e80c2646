// RollbackTransaction, https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_RollbackTransaction.html
import { checkResources } from '../checkResources.ts';
import type { Operation } from '../context.ts';
import { endMembers, readMembers } from '../request/readMembers.ts';

export const rollbackTransaction: Operation = async (body, context) => {
  const { transactionId } = readMembers<{ transactionId: string }>(body, endMembers);
  checkResources(body, context);
  await context.transactions.finish(transactionId, 'ROLLBACK');
  return JSON.stringify({ transactionStatus: 'Rollback Complete' });
};
