// Middleware: strips the result by the function's schema and writes it as the HTTP response.
import type { HttpResponse, Middleware } from './invocation.ts';

/** A handler's result, and the query parameters of the next page if there is one. */
export type Outcome<Body> = { body: Body; next?: Record<string, string> };

/**
 * A `Link` header (RFC 8288) relative to the request's URL, which differs from `rawPath` by the API mapping of a custom
 * domain: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
const nextLink = (next: Record<string, string>): string => `<?${new URLSearchParams(next)}>; rel="next"`;

export const respond =
  <Body>(toPublic: (body: Body) => Body): Middleware =>
  (request) => {
    const { body, next } = request.response as Outcome<Body>;
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
