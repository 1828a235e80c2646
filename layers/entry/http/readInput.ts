// Middleware: reads the input of an HTTP request: its body for POST, its query string otherwise.
import type * as z from 'zod/mini';
import type { Invocation, Middleware } from './invocation.ts';
import { parseJsonBody } from './parseJsonBody.ts';
import { parseQuery } from './parseQuery.ts';

export const readInput = (schema: z.ZodMiniObject): Middleware => {
  const names = Object.keys(schema.shape);
  return (request) => {
    const { http } = request.internal;
    if (!http) return;
    const input = http.method === 'POST' ? parseJsonBody(http) : parseQuery(http.rawQueryString, names);
    request.event = { ...(request.event as Invocation), input } satisfies Invocation;
  };
};
