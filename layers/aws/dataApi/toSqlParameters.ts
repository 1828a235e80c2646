// Turns named parameters into the Data API's list of SqlParameter.
import type { SqlParameters, SqlValue } from './database.ts';

/** A member of the Data API's Field union. The SDK's type of `longValue` is number, yet it sends a bigint exactly. */
type DataApiField =
  | { isNull: true }
  | { booleanValue: boolean }
  | { longValue: number }
  | { doubleValue: number }
  | { stringValue: string };

const toField = (value: SqlValue): DataApiField => {
  if (value === null) return { isNull: true };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'bigint') return { longValue: value as unknown as number };
  if (typeof value === 'string') return { stringValue: value };
  return Number.isSafeInteger(value) ? { longValue: value } : { doubleValue: value };
};

export const toSqlParameters = (parameters: SqlParameters): { name: string; value: DataApiField }[] =>
  Object.entries(parameters).map(([name, value]) => ({ name, value: toField(value) }));
