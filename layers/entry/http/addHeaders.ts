// Middleware: adds the headers that every HTTP answer has.
import type { HttpResponse, Middleware } from './invocation.ts';

/** The same for all answers: https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers */
export const sameHeaders = {
  // Answers hold personal data, so no cache may keep them.
  'cache-control': 'no-store',
  // An answer is data: a browser that opens it as a page may load, run and frame nothing.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  // No page of another origin may embed an answer. Requests by the CORS protocol are outside this rule:
  // https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header
  'cross-origin-resource-policy': 'same-origin',
  // The URL may hold an e-mail address.
  'referrer-policy': 'no-referrer',
  // One year. Browsers heed it over HTTPS alone (RFC 6797 section 8.1); other hosts of a custom domain are not ours.
  'strict-transport-security': 'max-age=31536000',
  // What an answer depends on beside its URL: compression, and the headers that API Gateway adds for CORS.
  vary: 'accept-encoding, origin',
  // Keeps browsers from guessing another type.
  'x-content-type-options': 'nosniff',
};

/** `x-request-id` is Lambda's id of the invocation, which problem details and the log line have too. */
export const addHeaders: Middleware = ({ internal: { http }, context, response }) => {
  if (!http) return;
  Object.assign((response as HttpResponse).headers, sameHeaders, { 'x-request-id': context.awsRequestId });
};
