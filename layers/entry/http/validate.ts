// Middleware: validates the request by the function's schema and passes the parsed request on.
import type * as z from 'zod/mini';
import { parseInput } from '#layers/base/errors/invalidRequest.ts';
import type { Invocation, Middleware } from './invocation.ts';

export const validate =
  (schema: z.ZodMiniType): Middleware =>
  (request) => {
    const { input, call } = request.event as Invocation;
    request.event = { input: parseInput(schema, input), call } satisfies Invocation;
  };
