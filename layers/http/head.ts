// Middleware: takes the body off every answer to HEAD (RFC 9110 section 9.3.2).
import type { HttpResponse, Middleware, PipelineRequest } from './invocation.ts';

const dropBody = ({ internal: { http }, response }: PipelineRequest): void => {
  if (http?.method !== 'HEAD' || !response) return;
  const { headers, body } = response as HttpResponse;
  // The length that GET would have (RFC 9110 section 8.6); left out, it would be set to 0 on the way.
  Object.assign(response, {
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    body: '',
  });
};

export const head = (): Middleware => ({ after: dropBody, onError: dropBody });
