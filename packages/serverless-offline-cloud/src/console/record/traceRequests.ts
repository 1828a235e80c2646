// HTTP requests as spans of API Gateway.
// https://opentelemetry.io/docs/specs/semconv/http/http-spans/
import type { IncomingMessage } from 'node:http';
import type { Answer, AnswerRequest } from '../../server/startServer.ts';
import type { Attributes } from '../trace/span.ts';
import { readTraceHeader } from '../trace/traceHeader.ts';
import { withSpan } from './currentSpan.ts';
import type { ActiveSpan, Tracer } from './tracer.ts';

/** Of a body, in bytes; the rest is cut. */
const maxBodyBytes = 64 * 1024;

const toHeaderAttributes = (prefix: string, headers: Readonly<Record<string, unknown>>): Attributes =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[`${prefix}${name}`, [value].flat().join(', ')]],
    ),
  );

const bodyAttributes = (prefix: string, body: string | Buffer, isEncoded: boolean): Attributes => {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  if (bytes.length === 0) return {};
  const kept = bytes.subarray(0, maxBodyBytes);
  return {
    [`${prefix}body.size`]: bytes.length,
    // Decoded where somebody looks at it.
    ...(isEncoded
      ? { [`${prefix}body.base64`]: kept.toString('base64') }
      : { [`${prefix}body`]: kept.toString() }),
  };
};

const startSpan = (tracer: Tracer, request: IncomingMessage, body: Buffer): ActiveSpan => {
  const { method = '', url = '', headers } = request;
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  return tracer.start({
    name: `${method} ${path}`,
    service: 'apigateway',
    kind: 'server',
    parent: readTraceHeader([headers['x-amzn-trace-id']].flat()[0]),
    attributes: {
      'http.request.method': method,
      'url.path': path,
      ...(query && { 'url.query': query }),
      ...toHeaderAttributes('http.request.header.', headers),
      ...bodyAttributes('http.request.', body, false),
    },
  });
};

const endSpan = (span: ActiveSpan, { status, headers, body }: Answer): void => {
  const isEncoded = headers['content-encoding'] !== undefined;
  span.set({
    'http.response.status_code': status,
    ...toHeaderAttributes('http.response.header.', headers),
    ...(headers['apigw-requestid'] && { 'apigateway.request_id': String(headers['apigw-requestid']) }),
    ...bodyAttributes('http.response.', body as string | Buffer, isEncoded),
  });
  if (status >= 500) span.fail(`status ${status}`);
  span.end();
};

/** The event of the function names the request's span as X-Ray does: by the tracing header. */
const replaceHeader = ({ headers, headersDistinct }: IncomingMessage, value: string): void => {
  headers['x-amzn-trace-id'] = value;
  headersDistinct['x-amzn-trace-id'] = [value];
};

export const traceRequests =
  (answer: AnswerRequest, tracer: Tracer): AnswerRequest =>
  async (request, body) => {
    const span = startSpan(tracer, request, body);
    replaceHeader(request, span.traceHeader);
    const answered = await withSpan(span, () => answer(request, body));
    endSpan(span, answered);
    return answered;
  };
