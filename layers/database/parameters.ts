// Turns named parameters into the Data API's SqlParameter list. Called by dataApi.ts.
import type { Parameters, Value } from './database.ts';

/** A member of the Data API's Field union. `longValue` is typed number by the SDK, which sends a bigint exactly. */
export type Field =
  | { isNull: true }
  | { booleanValue: boolean }
  | { longValue: number }
  | { doubleValue: number }
  | { stringValue: string };

const toField = (value: Value): Field => {
  if (value === null) return { isNull: true };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'bigint') return { longValue: value as unknown as number };
  if (typeof value === 'string') return { stringValue: value };
  return Number.isSafeInteger(value) ? { longValue: value } : { doubleValue: value };
};

export const toSqlParameters = (parameters: Parameters): { name: string; value: Field }[] =>
  Object.entries(parameters).map(([name, value]) => ({ name, value: toField(value) }));
