// Spans for tests: a request, its function and its calls.
import type { Span } from './span.ts';

const traceId = '6b0e5b1a27e70c60bc10c826ffe7d7a1';

/** A span that took 10 ms; members replace those of the example. */
export const exampleSpan = (members: Partial<Span> = {}): Span => ({
  traceId,
  spanId: '00000000000000a1',
  name: 'GET /users',
  kind: 'server',
  service: 'apigateway',
  startMs: 1_000,
  endMs: 1_010,
  attributes: {},
  events: [],
  links: [],
  ...members,
});

/** `GET /search`, which failed twice by an injected fault and found one row at the third call. */
export const exampleTrace = (): Span[] => {
  const call = (spanId: string, startMs: number, members: Partial<Span>): Span =>
    exampleSpan({
      ...{ spanId, startMs, endMs: startMs + 5, parentSpanId: '00000000000000a2' },
      ...{ name: 'ExecuteStatement', kind: 'client', service: 'rds-data' },
      ...members,
    });
  const fault = {
    attributes: { 'data_api.fault': 'throttling', 'db.query.text': 'SELECT email FROM directory' },
    error: 'ThrottlingException: Rate exceeded',
  };
  return [
    exampleSpan({
      name: 'GET /search',
      endMs: 1_100,
      attributes: {
        'http.request.method': 'GET',
        'url.path': '/search',
        'url.query': 'email=homer%40thesimpsons.com',
        'http.route': 'ANY /search',
        'http.response.status_code': 200,
        'http.response.header.x-request-id': 'a-request',
      },
    }),
    exampleSpan({
      ...{ spanId: '00000000000000a2', parentSpanId: '00000000000000a1', startMs: 1_010, endMs: 1_090 },
      ...{ name: 'searchUser', service: 'lambda' },
      attributes: { 'faas.name': 'searchUser', 'faas.invocation_id': 'a-request' },
      events: [
        {
          name: 'log',
          timeMs: 1_080,
          attributes: { 'log.iostream': 'stdout', 'log.record.original': '{"status":200}' },
        },
      ],
    }),
    call('00000000000000a3', 1_020, fault),
    call('00000000000000a4', 1_040, fault),
    call('00000000000000a5', 1_060, {
      attributes: { 'db.query.text': 'SELECT email FROM directory', 'db.response.returned_rows': 1 },
    }),
  ];
};
