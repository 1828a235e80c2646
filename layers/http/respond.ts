// Middleware: strips the result by the function's schema and writes it as the HTTP response.
import type { HttpResponse, Middleware } from './invocation.ts';
import type { HttpRequest } from './toHttpRequest.ts';

/** A handler's result, and the query parameters of the next page if there is one. */
export type Outcome<Body> = { body: Body; next?: Record<string, string> };

/** A `Link` header (RFC 8288), relative to the host of the request. */
const nextLink = ({ path }: HttpRequest, next: Record<string, string>): string =>
  `<${path}?${new URLSearchParams(next)}>; rel="next"`;

export const respond =
  <Body>(toPublic: (body: Body) => Body): Middleware =>
  (request) => {
    const { body, next } = request.response as Outcome<Body>;
    const stripped = toPublic(body);
    const { http } = request.internal;
    request.response = http
      ? ({
          statusCode: 200,
          headers: {
            'content-type': 'application/json',
            ...(next && { link: nextLink(http, next) }),
          },
          body: JSON.stringify(stripped),
        } satisfies HttpResponse)
      : stripped;
  };
