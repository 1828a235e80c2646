// The operation CommitTransaction.
// https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_CommitTransaction.html

import type { RunOperation } from '../context.ts';
import { accountOf } from '../request/accountOf.ts';
import { endMembers, readMembers } from '../request/readMembers.ts';

export const commitTransaction: RunOperation = async (body, context) => {
  const { transactionId } = readMembers<{ transactionId: string }>(body, endMembers);
  const account = accountOf(body, context);
  await context.transactions.finish(transactionId, account, 'COMMIT');
  return { json: JSON.stringify({ transactionStatus: 'Transaction Committed' }) };
};
