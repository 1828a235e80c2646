// Reads the HTTP request from an API Gateway HTTP API event (payload 2.0).
import * as z from 'zod/mini';

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
const payload2 = z.object({
  version: z.literal('2.0'),
  routeKey: z.string(),
  rawPath: z.string(),
  rawQueryString: z.nullish(z.string()),
  requestContext: z.object({
    http: z.object({ method: z.string() }),
    // Any other text might be personal, and the id is logged.
    requestId: z.catch(z.optional(z.string().check(z.regex(/^[\w=+/-]{1,64}$/))), undefined),
  }),
});

export type HttpRequest = {
  method: string;
  /** Method and path pattern: all that logs may show of a URL. */
  route: string;
  path: string;
  /** Parameters by name; the values of a repeated name are an array. */
  query: Record<string, string | string[]>;
  /** API Gateway's id of the request, `$context.requestId`. */
  requestId: string | undefined;
};

/** The event's queryStringParameters would join the values of a repeated name with commas. */
const parseQuery = (rawQueryString: string): HttpRequest['query'] => {
  const parameters = new URLSearchParams(rawQueryString);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length > 1 ? values : (values[0] as string)];
    }),
  );
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
    path: data.rawPath,
    query: parseQuery(data.rawQueryString ?? ''),
    requestId,
  };
};
