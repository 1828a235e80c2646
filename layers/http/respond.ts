// Middleware: strips the result by the function's schema, and writes it as the HTTP response.
import type { HttpRequest } from './event.ts';
import type { HttpResponse, Middleware } from './invocation.ts';

/** A handler's result, and the query parameters of the next page where there is one. */
export type Outcome<Body> = { body: Body; next?: Record<string, string> };

/** Answers hold personal data, so no cache may keep them; nosniff keeps browsers from guessing another type. */
export const commonHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** RFC 8288; the target is relative to the host that was asked. */
const nextLink = ({ path }: HttpRequest, next: Record<string, string>): string =>
  `<${path}?${new URLSearchParams(next)}>; rel="next"`;

export const respond = <Body>(toPublic: (body: Body) => Body): Middleware => ({
  after: (request) => {
    const { body, next } = request.response as Outcome<Body>;
    const stripped = toPublic(body);
    const { http } = request.internal;
    request.response = http
      ? ({
          statusCode: 200,
          headers: {
            'content-type': 'application/json',
            ...commonHeaders,
            ...(next && { link: nextLink(http, next) }),
          },
          body: JSON.stringify(stripped),
        } satisfies HttpResponse)
      : stripped;
  },
});
