// Short ways to write parameters and fields in checks.
import type { Members } from './stacks/stack.ts';

/** `{ a: { longValue: 1 } }` as the list that the API takes. */
export const parameters = (values: Record<string, Members>): Members[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

export const long = (longValue: number): Members => ({ longValue });
export const string = (stringValue: string): Members => ({ stringValue });
export const isNull: Members = { isNull: true };
