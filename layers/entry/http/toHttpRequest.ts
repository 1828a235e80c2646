// Reads the HTTP request from an API Gateway HTTP API event (payload 2.0).
import * as z from 'zod/mini';
import { parseTraceparent } from './parseTraceparent.ts';

const header = z.catch(z.optional(z.string()), undefined);

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
const payload2 = z.object({
  version: z.literal('2.0'),
  routeKey: z.string(),
  rawQueryString: z.nullish(z.string()),
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
  /** The headers that the pipeline reads. */
  headers: Payload2['headers'];
  /** Empty without one. */
  body: Buffer;
  /** API Gateway's id of the request, `$context.requestId`. */
  requestId: string | undefined;
  /** Of the trace that the caller says the request belongs to. */
  traceId: string | undefined;
};

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
    headers: data.headers,
    body: Buffer.from(data.body ?? '', data.isBase64Encoded ? 'base64' : 'utf8'),
    requestId,
    traceId: parseTraceparent(data.headers.traceparent),
  };
};
