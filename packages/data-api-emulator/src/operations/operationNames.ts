// The names of the Data API's operations.

export const operationNames = [
  'ExecuteStatement',
  'BatchExecuteStatement',
  'BeginTransaction',
  'CommitTransaction',
  'RollbackTransaction',
  'ExecuteSql',
] as const;

export type OperationName = (typeof operationNames)[number];
