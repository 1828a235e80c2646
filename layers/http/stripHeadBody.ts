// Middleware: strips the body from every answer to HEAD (RFC 9110 section 9.3.2).
import type { HttpResponse, Middleware } from './invocation.ts';

export const stripHeadBody: Middleware = ({ internal: { http }, response }) => {
  if (http?.method !== 'HEAD') return;
  const { headers, body } = response as HttpResponse;
  // The length that GET would have (RFC 9110 section 8.6); API Gateway would set it to 0 otherwise.
  Object.assign(response as HttpResponse, {
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    body: '',
  });
};
