// Middleware: validates the request by the function's schema and passes the parsed request on.
import type * as z from 'zod/mini';
import { PublicError, type Violation } from '#layers/errors/publicError.ts';
import type { Invocation, Middleware } from './invocation.ts';

const toViolation = ({ path, message }: { path: PropertyKey[]; message: string }): Violation => ({
  parameter: path.join('.') || 'request',
  detail: message,
});

const toInvalidRequest = (violations: readonly Violation[]): PublicError => {
  const rules = violations.map(({ parameter, detail }) => `${parameter} ${detail}`);
  return new PublicError('InvalidRequest', { detail: `${rules.join('; ')}.`, violations });
};

export const validate =
  (schema: z.ZodMiniType): Middleware =>
  (request) => {
    const { input, call } = request.event as Invocation;
    const { success, data, error } = schema.safeParse(input);
    if (!success) throw toInvalidRequest(error.issues.map(toViolation));
    request.event = { input: data, call } satisfies Invocation;
  };
