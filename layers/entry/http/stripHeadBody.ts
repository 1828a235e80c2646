// Middleware: strips the body from every answer to HEAD (RFC 9110 section 9.3.2).
import type { HttpResponse, Middleware } from './invocation.ts';

export const stripHeadBody: Middleware = (request) => {
  if (request.internal.http?.method !== 'HEAD') return;
  const { isBase64Encoded, body, headers, ...answer } = request.response as HttpResponse;
  const bytes = Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8');
  // The length that GET would have (RFC 9110 section 8.6); API Gateway would set it to 0 otherwise.
  request.response = { ...answer, headers: { ...headers, 'content-length': String(bytes) }, body: '' };
};
