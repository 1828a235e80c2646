// Starts spans and hands them on when they begin and when they end.
import {
  type Attributes,
  type AttributeValue,
  exceptionEvent,
  logEvent,
  type Span,
  type SpanEvent,
  type SpanKind,
} from '../trace/span.ts';
import {
  newSpanId,
  newTraceId,
  type SpanContext,
  type TraceParent,
  writeTraceHeader,
} from '../trace/traceHeader.ts';

export type RecordSpan = (span: Span) => void;

export type SpanStart = {
  name: string;
  service: string;
  kind: SpanKind;
  /** What caused it; a trace of its own begins without one. */
  parent?: TraceParent | undefined;
  attributes?: Attributes;
  links?: readonly SpanContext[];
  /** Milliseconds since 1970; now by default. */
  startMs?: number;
};

/** Milliseconds since 1970, with fractions. */
export const preciseNow = (): number => performance.timeOrigin + performance.now();

/** Events of one span; later ones are dropped. */
const maxEvents = 1_000;

/** A span that runs. */
export class ActiveSpan {
  readonly #record: RecordSpan;
  readonly #begun: Span;
  readonly #attributes: Record<string, AttributeValue>;
  readonly #events: SpanEvent[] = [];
  #error: string | undefined;
  #endMs: number | undefined;
  #isLate = false;

  constructor(begun: Span, record: RecordSpan) {
    this.#begun = begun;
    this.#record = record;
    this.#attributes = { ...begun.attributes };
    record(begun);
  }

  get context(): SpanContext {
    return { traceId: this.#begun.traceId, spanId: this.#begun.spanId };
  }

  /** As what it causes knows it: its parent. */
  get asParent(): TraceParent {
    return { traceId: this.#begun.traceId, parentSpanId: this.#begun.spanId };
  }

  get traceHeader(): string {
    return writeTraceHeader(this.context);
  }

  set(attributes: Attributes): void {
    Object.assign(this.#attributes, attributes);
  }

  /** What comes after the end, as the last lines of a function do, is recorded too. */
  addEvent(name: string, attributes: Attributes): void {
    if (this.#events.length === maxEvents) return;
    this.#events.push({ name, timeMs: preciseNow(), attributes });
    if (this.#endMs === undefined || this.#isLate) return;
    this.#isLate = true;
    setImmediate(() => {
      this.#isLate = false;
      this.#recordNow();
    });
  }

  addLine(stream: 'stdout' | 'stderr', line: string): void {
    this.addEvent(logEvent, { 'log.iostream': stream, 'log.record.original': line });
  }

  fail(message: string): void {
    this.#error = message;
  }

  failWith({ name, message, stack }: { name: string; message: string; stack?: string | undefined }): void {
    this.fail(message === '' ? name : `${name}: ${message}`);
    this.addEvent(exceptionEvent, {
      'exception.type': name,
      'exception.message': message,
      ...(stack && { 'exception.stacktrace': stack }),
    });
  }

  end(): void {
    this.#endMs = preciseNow();
    this.#recordNow();
  }

  #recordNow(): void {
    this.#record({
      ...this.#begun,
      endMs: this.#endMs,
      attributes: { ...this.#attributes },
      events: [...this.#events],
      error: this.#error,
    });
  }
}

export class Tracer {
  readonly #record: RecordSpan;

  constructor(record: RecordSpan) {
    this.#record = record;
  }

  start({
    name,
    service,
    kind,
    parent,
    attributes = {},
    links = [],
    startMs = preciseNow(),
  }: SpanStart): ActiveSpan {
    const span: Span = {
      traceId: parent?.traceId ?? newTraceId(startMs),
      spanId: newSpanId(),
      parentSpanId: parent?.parentSpanId,
      ...{ name, service, kind, startMs, attributes, links },
      events: [],
    };
    return new ActiveSpan(span, this.#record);
  }

  /** Records a span that is over. */
  record(start: SpanStart & { endMs: number; error?: string | undefined }): SpanContext {
    const {
      name,
      service,
      kind,
      parent,
      attributes = {},
      links = [],
      startMs = preciseNow(),
      endMs,
      error,
    } = start;
    const context = { traceId: parent?.traceId ?? newTraceId(startMs), spanId: newSpanId() };
    const times = { startMs, endMs, attributes, links, events: [], error };
    this.#record({ ...context, parentSpanId: parent?.parentSpanId, name, service, kind, ...times });
    return context;
  }
}
