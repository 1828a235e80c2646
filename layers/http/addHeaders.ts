// Middleware: adds the headers that every HTTP answer has.
import type { HttpResponse, Middleware } from './invocation.ts';

const sameHeaders = {
  // Answers hold personal data, so no cache may keep them.
  'cache-control': 'no-store',
  // Keeps browsers from guessing another type.
  'x-content-type-options': 'nosniff',
};

/** `x-request-id` is Lambda's id of the invocation, which problem details and the log line have too. */
export const addHeaders: Middleware = ({ internal: { http }, context, response }) => {
  if (!http) return;
  Object.assign((response as HttpResponse).headers, sameHeaders, { 'x-request-id': context.awsRequestId });
};
