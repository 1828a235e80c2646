// Turns what a schema refuses into an error of the catalogue.
import type * as z from 'zod/mini';
import { PublicError, type Violation } from './publicError.ts';

type Issue = { code?: string; path: PropertyKey[]; message: string; keys?: string[] };

/** A name that a program may have; any other text may be somebody's data, which no error shows. */
const isName = (key: string): boolean => /^[A-Za-z]\w{0,31}$/.test(key);

const toViolations = ({ code, path, message, keys = [] }: Issue): Violation[] => {
  if (code !== 'unrecognized_keys') return [{ parameter: path.join('.') || 'request', detail: message }];
  const names = new Set(keys.map((key) => (isName(key) ? [...path, key].join('.') : 'a member')));
  return [...names].map((parameter) => ({ parameter, detail: message }));
};

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
  throw createInvalidRequest(error.issues.flatMap(toViolations));
};
