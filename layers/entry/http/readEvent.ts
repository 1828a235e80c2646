// Middleware: reads the request from the event and sets the deadline for its answer.
import type { Invocation, Middleware } from './invocation.ts';
import { toHttpRequest } from './toHttpRequest.ts';

/** Kept back from Lambda's remaining time, to write the answer and the log line. */
const marginMs = 500;

/**
 * API Gateway's HTTP API ends a request after 30 s, which cannot be raised; an answer must have left by then.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export const httpLimitMs = 27_000;

export const readEvent =
  (now: () => number): Middleware =>
  (request) => {
    const startedMs = now();
    const http = toHttpRequest(request.event);
    Object.assign(request.internal, { startedMs, http });
    const remainingMs = request.context.getRemainingTimeInMillis() - marginMs;
    const deadlineMs = startedMs + (http ? Math.min(remainingMs, httpLimitMs) : remainingMs);
    // The Serverless Framework (osls) invokes with an empty text when it is given no data.
    const input = request.event === '' ? {} : (request.event ?? {});
    request.event = { input, call: { deadlineMs } } satisfies Invocation;
  };
