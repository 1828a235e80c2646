// The HTTP response: written for a result or an error, then completed by the steps of the way out.
import {
  type CatalogueEntry,
  catalogue,
  type PublicError,
  problemType,
} from '#layers/base/errors/publicError.ts';
import type { PipelineRequest, StepOut } from '#layers/entry/invocation.ts';
import type { Outcome } from '#layers/entry/request.ts';
import type { HttpInvocation } from './toInvocation.ts';

/** API Gateway turns this into an HTTP response. */
export type HttpResponse = {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  /** The body stands for bytes, as base64. */
  isBase64Encoded?: boolean;
};

/**
 * A `Link` header (RFC 8288) relative to the request's URL, which differs from `rawPath` by the API mapping of a custom
 * domain: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
const nextLink = (next: Record<string, string>): string => `<?${new URLSearchParams(next)}>; rel="next"`;

/** The result, stripped by the function's schema, is the body of an HTTP response, or the bare answer of a direct invocation. */
export const respond = <Body>(
  invocation: HttpInvocation,
  { body, next, counts }: Outcome<Body>,
  toPublic: (body: Body) => Body,
): HttpResponse | Body => {
  if (counts) invocation.counts = counts;
  const stripped = toPublic(body);
  if (!invocation.http) return stripped;
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', ...(next && { link: nextLink(next) }) },
    body: JSON.stringify(stripped),
  };
};

const toProblem = (
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

/** Answers an error with problem details (RFC 9457); that of a direct invocation is thrown by its name. */
export const answerError =
  (methods: readonly string[]) =>
  ({ event: { http }, context, error }: PipelineRequest<HttpInvocation>): HttpResponse | undefined =>
    http && toProblem(error as PublicError, context.awsRequestId, methods);

/** What all answers have: https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers */
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

/** Step of the way out. `x-request-id` is Lambda's id of the invocation, which problem details and the log line have too. */
export const addHeaders: StepOut<HttpInvocation> = ({ event: { http }, context, response }) => {
  if (!http) return;
  Object.assign((response as HttpResponse).headers, sameHeaders, { 'x-request-id': context.awsRequestId });
};

/** Step of the way out: strips the body from every answer to HEAD (RFC 9110 section 9.3.2). */
export const stripHeadBody: StepOut<HttpInvocation> = ({ event: { http }, response }) => {
  if (http?.method !== 'HEAD') return;
  const answer = response as HttpResponse;
  const bytes = Buffer.byteLength(answer.body, answer.isBase64Encoded ? 'base64' : 'utf8');
  // The length that GET would have (RFC 9110 section 8.6); API Gateway would set it to 0 otherwise.
  answer.headers['content-length'] = String(bytes);
  answer.body = '';
  delete answer.isBase64Encoded;
};
