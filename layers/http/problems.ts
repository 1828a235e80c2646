// Middleware: the one place where an error becomes an answer. HTTP: problem details (RFC 9457). Direct: a named error.
import { type ServiceError, toServiceError } from '#layers/errors/errors.ts';
import type { HttpResponse, Middleware } from './invocation.ts';
import { allowedMethods } from './methods.ts';
import { commonHeaders } from './respond.ts';

/** `UserNotFound` → `urn:problem-type:users-service:user-not-found`, as docs/errors.md lists them. */
const typeOf = (code: string): string =>
  `urn:problem-type:users-service:${code.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase()}`;

const toResponse = (error: ServiceError, requestId: string): HttpResponse => ({
  statusCode: error.status,
  headers: {
    'content-type': 'application/problem+json',
    ...commonHeaders,
    ...(error.status === 405 && { allow: allowedMethods.join(', ') }),
    ...(error.retryAfterS && { 'retry-after': String(error.retryAfterS) }),
  },
  body: JSON.stringify({
    type: typeOf(error.name),
    title: error.title,
    status: error.status,
    detail: error.message,
    requestId,
    ...(error.violations.length > 0 && { errors: error.violations }),
  }),
});

export const problems = (): Middleware => ({
  onError: (request) => {
    const error = toServiceError(request.error);
    request.error = error;
    if (request.internal.http) {
      request.response = toResponse(error, request.context.awsRequestId);
    } else {
      // Lambda returns an error's stack to the caller; ours names source files.
      error.stack = `${error.name}: ${error.message}`;
    }
  },
});
