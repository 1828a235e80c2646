// Middleware: answers OPTIONS with the methods of the function (RFC 9110 section 9.3.7).
import type { HttpResponse, Middleware } from './invocation.ts';

/** An answer on the way in ends the pipeline there, so `finish` are the steps of the way out, in their order. */
export const answerOptions =
  (methods: readonly string[], finish: readonly Middleware[]): Middleware =>
  (request) => {
    if (request.internal.http?.method !== 'OPTIONS') return undefined;
    const response: HttpResponse = { statusCode: 204, headers: { allow: methods.join(', ') }, body: '' };
    request.response = response;
    for (const step of finish) step(request);
    return response;
  };
