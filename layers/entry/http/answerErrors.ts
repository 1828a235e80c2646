// Middleware: answers an error with problem details (RFC 9457), a direct invocation by its name.
import { type CatalogueEntry, catalogue, problemType } from '#layers/base/errors/catalogue.ts';
import type { PublicError } from '#layers/base/errors/publicError.ts';
import { toPublicError } from '#layers/entry/errors/toPublicError.ts';
import type { HttpResponse, Middleware } from './invocation.ts';

const toResponse = (
  { name, message, violations }: PublicError,
  requestId: string,
  methods: readonly string[],
): HttpResponse => {
  const { status, title, retryAfterS }: CatalogueEntry = catalogue[name];
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      ...(name === 'MethodNotAllowed' && { allow: methods.join(', ') }),
      ...(name === 'UnsupportedMediaType' && { accept: 'application/json' }),
      ...(retryAfterS && { 'retry-after': String(retryAfterS) }),
    },
    body: JSON.stringify({
      type: problemType(name),
      title,
      status,
      detail: message,
      requestId,
      ...(violations.length > 0 && { errors: violations }),
    }),
  };
};

export const answerErrors =
  (methods: readonly string[]): Middleware =>
  (request) => {
    const error = toPublicError(request.error);
    request.error = error;
    if (request.internal.http) {
      request.response = toResponse(error, request.context.awsRequestId, methods);
    } else {
      // Lambda returns an error's stack to the caller; ours names source files.
      error.stack = `${error.name}: ${error.message}`;
    }
  };
