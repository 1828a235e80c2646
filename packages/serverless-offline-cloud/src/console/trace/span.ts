// A span: one step of a trace, with the attributes of OpenTelemetry's semantic conventions.
// https://opentelemetry.io/docs/specs/semconv/
import type { SpanContext } from './traceHeader.ts';

export type AttributeValue = string | number | boolean | readonly string[];

/** By the names of the conventions: `http.request.method`, `faas.name`, `db.query.text`, `messaging.destination.name`. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** What happened at one moment of a span: a log line, an exception. */
export type SpanEvent = { name: string; timeMs: number; attributes: Attributes };

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export type Span = SpanContext & {
  parentSpanId?: string | undefined;
  /** `GET /users`, `getUsers`, `ExecuteStatement`. */
  name: string;
  kind: SpanKind;
  /** What did it: `apigateway`, `lambda`, `rds-data`, `sqs`, `eventbridge`, `s3`. */
  service: string;
  /** Milliseconds since 1970, with fractions. */
  startMs: number;
  /** Undefined while it runs. */
  endMs?: number | undefined;
  attributes: Attributes;
  events: readonly SpanEvent[];
  /** Spans of other traces that led to this one, as those that sent the messages of a batch. */
  links: readonly SpanContext[];
  /** Why it failed; undefined for a span that did not. */
  error?: string | undefined;
};

/** A log line's event, and an exception's. https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/ */
export const logEvent = 'log';
export const exceptionEvent = 'exception';
