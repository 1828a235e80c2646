// Reads the HTTP request of an API Gateway HTTP API event (payload 2.0), and its deadline.
import * as z from 'zod/mini';
import type { Invocation } from '#layers/entry/invocation.ts';
import { type RequestInvocation, toInput } from '#layers/entry/request.ts';

const header = z.catch(z.optional(z.string()), undefined);

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
const payload2 = z.object({
  version: z.literal('2.0'),
  routeKey: z.string(),
  rawQueryString: z.nullish(z.string()),
  // Decoded by API Gateway.
  pathParameters: z.catch(z.nullish(z.record(z.string(), z.string())), undefined),
  // Names arrive in lower case.
  headers: z.catch(z.object({ 'accept-encoding': header, 'content-type': header, traceparent: header }), {}),
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
  requestContext: z.object({
    http: z.object({ method: z.string() }),
    // Any other text might be personal, and the id is logged.
    requestId: z.catch(z.optional(z.string().check(z.regex(/^[\w=+/-]{1,64}$/))), undefined),
  }),
});

type Payload2 = z.output<typeof payload2>;

export type HttpRequest = {
  method: string;
  /** Method and path pattern: all that logs may show of a URL. */
  route: string;
  rawQueryString: string;
  /** The parameters of the path, as the route names them. */
  pathParameters: Readonly<Record<string, string>>;
  /** The headers that the pipeline reads. */
  headers: Payload2['headers'];
  /** Empty without one. */
  body: Buffer;
  /** API Gateway's id of the request, `$context.requestId`. */
  requestId: string | undefined;
  /** The trace that the caller says the request belongs to. */
  traceId: string | undefined;
};

/**
 * Version, trace id, parent id and flags. Later versions than 00 may append more; ff, and an id of zeros alone, is invalid.
 * https://www.w3.org/TR/trace-context/#traceparent-header
 */
const traceparentPattern =
  /^(?!ff|00.{54})[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-.*)?$/;

/** Undefined for a missing or invalid header, which is ignored as the recommendation asks. */
export const parseTraceparent = (header = ''): string | undefined => traceparentPattern.exec(header)?.[1];

/** Undefined for a direct invocation, whose event is not API Gateway's. */
export const toHttpRequest = (event: unknown): HttpRequest | undefined => {
  const { success, data } = payload2.safeParse(event);
  if (!success) return undefined;
  const { http, requestId } = data.requestContext;
  const { method } = http;
  return {
    method,
    route: `${method} ${data.routeKey.split(' ').at(-1)}`,
    rawQueryString: data.rawQueryString ?? '',
    pathParameters: data.pathParameters ?? {},
    headers: data.headers,
    body: Buffer.from(data.body ?? '', data.isBase64Encoded ? 'base64' : 'utf8'),
    requestId,
    traceId: parseTraceparent(data.headers.traceparent),
  };
};

export type HttpInvocation = RequestInvocation & { http?: HttpRequest };

/**
 * API Gateway's HTTP API ends a request after 30 s, which cannot be raised; an answer must have left by then.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export const httpLimitMs = 27_000;

export const toInvocation = (event: unknown, { startedMs, call }: Invocation): HttpInvocation => {
  const http = toHttpRequest(event);
  if (!http) return { startedMs, call, input: toInput(event) };
  const { route, requestId: apiRequestId, traceId } = http;
  return {
    startedMs,
    call: { deadlineMs: Math.min(call.deadlineMs, startedMs + httpLimitMs) },
    input: {},
    http,
    origin: { route, apiRequestId, traceId },
  };
};
