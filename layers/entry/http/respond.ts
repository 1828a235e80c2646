// Middleware: strips the result by the function's schema and writes it as the HTTP response.
import type { HttpResponse, Middleware } from './invocation.ts';

/** A handler's result. */
export type Outcome<Body> = {
  body: Body;
  /** The query parameters of the next page if there is one. */
  next?: Record<string, string>;
  /** What the log line tells beside the usual. */
  counts?: Readonly<Record<string, number>>;
};

/**
 * A `Link` header (RFC 8288) relative to the request's URL, which differs from `rawPath` by the API mapping of a custom
 * domain: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
const nextLink = (next: Record<string, string>): string => `<?${new URLSearchParams(next)}>; rel="next"`;

export const respond =
  <Body>(toPublic: (body: Body) => Body): Middleware =>
  (request) => {
    const { body, next, counts } = request.response as Outcome<Body>;
    if (counts) request.internal.counts = counts;
    const stripped = toPublic(body);
    request.response = request.internal.http
      ? ({
          statusCode: 200,
          headers: {
            'content-type': 'application/json',
            ...(next && { link: nextLink(next) }),
          },
          body: JSON.stringify(stripped),
        } satisfies HttpResponse)
      : stripped;
  };
