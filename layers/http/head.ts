// Middleware: takes the body off every answer to HEAD (RFC 9110 section 9.3.2).
import type { HttpResponse, Middleware, PipelineRequest } from './invocation.ts';

const dropBody = ({ internal: { http }, response }: PipelineRequest): void => {
  if (http?.method === 'HEAD' && response) (response as HttpResponse).body = '';
};

export const head = (): Middleware => ({ after: dropBody, onError: dropBody });
