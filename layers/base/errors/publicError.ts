// An error of the catalogue, and what a schema refuses as such an error.
import type * as z from 'zod/mini';
import { catalogue, type ErrorCode } from './catalogue.ts';

/** One parameter that breaks a rule. Never carries the value, which may be personal data. */
export type Violation = { parameter: string; detail: string };

export type PublicErrorOptions = {
  /** What callers read instead of the catalogue's sentence. */
  detail?: string;
  violations?: readonly Violation[];
  /** What led to it; logged by name for an `error`, and never shown. */
  cause?: unknown;
};

export class PublicError extends Error {
  override readonly name: ErrorCode;
  readonly violations: readonly Violation[];

  constructor(code: ErrorCode, { detail, violations = [], cause }: PublicErrorOptions = {}) {
    super(detail ?? catalogue[code].detail, { cause });
    this.name = code;
    // `sls invoke local` calls an error by its constructor's name, Lambda by its own.
    Object.defineProperty(this, 'constructor', { value: { name: code } });
    this.violations = violations;
  }
}

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
