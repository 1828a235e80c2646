// The operation RollbackTransaction.
// https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_RollbackTransaction.html

import type { RunOperation } from '../context.ts';
import { accountOf } from '../request/accountOf.ts';
import { endMembers, readMembers } from '../request/readMembers.ts';

export const rollbackTransaction: RunOperation = async (body, context) => {
  const { transactionId } = readMembers<{ transactionId: string }>(body, endMembers);
  const account = accountOf(body, context);
  await context.transactions.finish(transactionId, account, 'ROLLBACK');
  return { json: JSON.stringify({ transactionStatus: 'Rollback Complete' }) };
};
