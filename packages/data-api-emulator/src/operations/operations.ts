// The operations by their HTTP path, as in the service model.
import type { RunOperation } from '../context.ts';
import { batchExecuteStatement } from './batchExecuteStatement.ts';
import { beginTransaction } from './beginTransaction.ts';
import { commitTransaction } from './commitTransaction.ts';
import { executeSql } from './executeSql.ts';
import { executeStatement } from './executeStatement.ts';
import type { OperationName } from './operationNames.ts';
import { rollbackTransaction } from './rollbackTransaction.ts';

export const operations: Record<string, { name: OperationName; run: RunOperation } | undefined> = {
  '/Execute': { name: 'ExecuteStatement', run: executeStatement },
  '/BatchExecute': { name: 'BatchExecuteStatement', run: batchExecuteStatement },
  '/BeginTransaction': { name: 'BeginTransaction', run: beginTransaction },
  '/CommitTransaction': { name: 'CommitTransaction', run: commitTransaction },
  '/RollbackTransaction': { name: 'RollbackTransaction', run: rollbackTransaction },
  '/ExecuteSql': { name: 'ExecuteSql', run: executeSql },
};
