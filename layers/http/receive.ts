// Middleware: finds the request in the event and sets the deadline for answering it.
import { toHttpRequest } from './event.ts';
import type { Invocation, Middleware } from './invocation.ts';

/** Kept back from Lambda's remaining time, to write the answer and the log line. */
const marginMs = 500;

/**
 * API Gateway's HTTP API ends a request after 30 s, which cannot be raised; an answer must have left by then.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export const httpLimitMs = 27_000;

export const receive = (now: () => number): Middleware => ({
  before: (request) => {
    const http = toHttpRequest(request.event);
    if (http) request.internal.http = http;
    const remainingMs = request.context.getRemainingTimeInMillis() - marginMs;
    const deadlineMs = now() + (http ? Math.min(remainingMs, httpLimitMs) : remainingMs);
    request.event = {
      input: http ? http.query : request.event || {},
      call: { deadlineMs },
    } satisfies Invocation;
  },
});
