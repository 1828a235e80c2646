// Turns what a schema refuses into an error of the catalogue.
import type * as z from 'zod/mini';
import { PublicError, type Violation } from './publicError.ts';

const toViolation = ({ path, message }: { path: PropertyKey[]; message: string }): Violation => ({
  parameter: path.join('.') || 'request',
  detail: message,
});

export const createInvalidRequest = (violations: readonly Violation[]): PublicError => {
  const rules = violations.map(({ parameter, detail }) => `${parameter} ${detail}`);
  return new PublicError('InvalidRequest', { detail: `${rules.join('; ')}.`, violations });
};

/** Returns what the schema made of the input. Throws InvalidRequest that names every rule it breaks, and no value. */
export const parseInput = <Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> => {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  throw createInvalidRequest(error.issues.map(toViolation));
};
