// A trace in one line: what began it, how it ended, what it passed through.
import type { Span } from './span.ts';
import type { Trace } from './traceRecorder.ts';

/** `unmatched` has an event that no rule took; `warned` a log line of a level from warn on. */
export type TraceMark = 'unmatched' | 'dead-letter' | 'retried' | 'cold-start' | 'warned';

export type TraceSummary = {
  traceId: string;
  /** `GET /users?limit=2`, or the name of the first span. */
  name: string;
  /** What began it. */
  trigger: 'http' | 'event' | 'message' | 'object' | 'direct' | 'schedule' | 'other';
  startMs: number;
  durationMs: number;
  isRunning: boolean;
  /** Of the HTTP response. */
  status?: number;
  method?: string;
  path?: string;
  /** `GET /users`, as serverless.yml has it. */
  route?: string;
  requestId?: string;
  spans: number;
  /** Spans that failed. */
  errors: number;
  /** Whether it failed for whoever waits for it: a 5xx, an event that failed, a function's error. */
  isError: boolean;
  /** The first error's text. */
  error?: string;
  faults: string[];
  functions: string[];
  queues: string[];
  marks: TraceMark[];
};

const distinct = (values: readonly unknown[]): string[] => [
  ...new Set(values.filter((value) => typeof value === 'string')),
];

const values = (spans: readonly Span[], name: string): string[] =>
  distinct(spans.map(({ attributes }) => attributes[name]));

const triggerOf = ({ service, attributes }: Span): TraceSummary['trigger'] => {
  if (service === 'apigateway') return 'http';
  if (service === 'eventbridge') return 'event';
  if (service === 's3') return 'object';
  if (service === 'sqs' || attributes['faas.trigger'] === 'pubsub') return 'message';
  if (attributes['faas.trigger'] === 'timer') return 'schedule';
  return service === 'lambda' ? 'direct' : 'other';
};

/** In a log line of JSON. */
const warning = /"level":\s*"(?:warn|error|fatal)"/i;

const hasMark: Readonly<Record<TraceMark, (span: Span) => boolean>> = {
  unmatched: ({ attributes }) => attributes['eventbridge.matched_rules'] === 0,
  'dead-letter': ({ attributes }) => attributes['messaging.dead_letter'] !== undefined,
  retried: ({ attributes }) => Number(attributes['messaging.receive_count'] ?? 1) > 1,
  'cold-start': ({ attributes }) => attributes['faas.coldstart'] === true,
  warned: ({ events }) =>
    events.some(({ attributes }) => warning.test(String(attributes['log.record.original']))),
};

/** A 503 after retries is an error; a call that was tried again with success is none to whoever asked. */
const isErrorOf = (root: Span, spans: readonly Span[]): boolean =>
  root.error !== undefined ||
  spans.some(
    ({ service, error, attributes }) =>
      (service === 'lambda' && error !== undefined) ||
      attributes['messaging.dead_letter'] !== undefined ||
      attributes['eventbridge.matched_rules'] === 0,
  );

/** The root, or the span that began first where the root is not known yet. */
export const rootOf = ({ spans }: Trace): Span => {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  return (spans.find(({ parentSpanId }) => !ids.has(parentSpanId ?? '')) ?? spans[0]) as Span;
};

const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));

const describeHttp = ({ service, attributes }: Span) => {
  if (service !== 'apigateway') return {};
  const requestId = text(
    attributes['http.response.header.x-request-id'] ?? attributes['apigateway.request_id'],
  );
  const status = attributes['http.response.status_code'];
  const [method, path, route] = [
    attributes['http.request.method'],
    attributes['url.path'],
    attributes['http.route'],
  ].map(text);
  return {
    ...(status !== undefined && { status: Number(status) }),
    ...(method && { method }),
    ...(path && { path }),
    ...(route && { route }),
    ...(requestId && { requestId }),
  };
};

/** What somebody who sent it calls it, rather than the operation that took it. */
const nameOf = (root: Span, spans: readonly Span[]): string => {
  const { name, service, attributes } = root;
  const query = attributes['url.query'];
  if (service === 'apigateway') {
    return `${attributes['http.request.method']} ${attributes['url.path']}${query ? `?${query}` : ''}`;
  }
  if (service === 'eventbridge') return values(spans, 'eventbridge.detail_type').join(', ') || name;
  const queue = attributes['messaging.destination.name'];
  if (queue === undefined) return name;
  const count = attributes['messaging.batch.message_count'];
  return count === undefined ? `${name} ${queue}` : `${name} ← ${queue} ×${count}`;
};

export const summarizeTrace = (trace: Trace): TraceSummary => {
  const { traceId, spans } = trace;
  const root = rootOf(trace);
  const endMs = Math.max(...spans.map((span) => span.endMs ?? Date.now()));
  const failed = spans.filter(({ error }) => error !== undefined);
  const isError = isErrorOf(root, spans);
  const error = (failed.find(({ service }) => service === 'lambda') ?? failed[0])?.error;
  return {
    traceId,
    name: nameOf(root, spans),
    trigger: triggerOf(root),
    startMs: root.startMs,
    durationMs: endMs - root.startMs,
    isRunning: spans.some((span) => span.endMs === undefined),
    ...describeHttp(root),
    spans: spans.length,
    errors: failed.length,
    isError,
    ...(error !== undefined && { error }),
    faults: values(spans, 'data_api.fault'),
    functions: values(spans, 'faas.name'),
    queues: values(spans, 'messaging.destination.name'),
    marks: (Object.keys(hasMark) as TraceMark[]).filter((mark) => spans.some(hasMark[mark])),
  };
};
