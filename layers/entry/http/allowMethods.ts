// Middleware: refuses HTTP methods that the function does not have (RFC 9110 section 15.5.6).
import { PublicError } from '#layers/base/errors/publicError.ts';
import type { Middleware } from './invocation.ts';

export type Method = 'GET' | 'HEAD' | 'POST';

/** Of a function that names none. */
export const readMethods: readonly Method[] = ['GET', 'HEAD'];

export const allowMethods =
  (methods: readonly string[]): Middleware =>
  ({ internal: { http } }) => {
    if (http && !methods.includes(http.method)) throw new PublicError('MethodNotAllowed');
  };
