// Middleware: reads the input of an HTTP request: its body for POST, its query string otherwise.
import type { Invocation, Middleware } from './invocation.ts';
import { parseJsonBody } from './parseJsonBody.ts';
import { parseQuery } from './parseQuery.ts';

export const readInput: Middleware = (request) => {
  const { http } = request.internal;
  if (!http) return;
  const input = http.method === 'POST' ? parseJsonBody(http) : parseQuery(http.rawQueryString);
  request.event = { ...(request.event as Invocation), input } satisfies Invocation;
};
