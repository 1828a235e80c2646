// Middleware: refuses HTTP methods other than GET and HEAD (RFC 9110 section 15.5.6).
import { PublicError } from '#layers/errors/publicError.ts';
import type { Middleware } from './invocation.ts';

export const allowedMethods = ['GET', 'HEAD'];

export const allowMethods: Middleware = ({ internal: { http } }) => {
  if (http && !allowedMethods.includes(http.method)) throw new PublicError('MethodNotAllowed');
};
