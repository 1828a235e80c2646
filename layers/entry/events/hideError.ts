// Middleware: replaces an error by its entry of the catalogue, without the stack.
import { toPublicError } from '#layers/entry/errors/toPublicError.ts';
import type { BatchMiddleware } from './batch.ts';

/** Lambda returns an error's stack to whoever invoked the function; ours names source files. */
export const hideError: BatchMiddleware = (request) => {
  const error = toPublicError(request.error);
  error.stack = `${error.name}: ${error.message}`;
  request.error = error;
};
