// Middleware: checks the request against the function's schema, and hands on what the schema made of it.
import type * as z from 'zod';
import { ServiceError, type Violation } from '#layers/runtime/errors.ts';
import type { Invocation, Middleware } from './invocation.ts';

const toViolation = ({ path, message }: { path: PropertyKey[]; message: string }): Violation => ({
  parameter: path.join('.') || 'request',
  detail: message,
});

export const validate = (schema: z.ZodType): Middleware => ({
  before: (request) => {
    const { input, call } = request.event as Invocation;
    const { success, data, error } = schema.safeParse(input);
    if (!success) {
      const violations = error.issues.map(toViolation);
      const detail = violations.map((one) => `${one.parameter} ${one.detail}`).join('; ');
      throw new ServiceError('InvalidRequest', { detail: `${detail}.`, violations });
    }
    request.event = { input: data, call } satisfies Invocation;
  },
});
