// The traces of a local cloud in memory: the newest, within a bound.
import type { AttributeValue, Span } from './span.ts';

export type Trace = {
  traceId: string;
  /** By their start. */
  spans: readonly Span[];
};

export type RecorderLimits = { maxTraces: number; maxBytes: number };

export type RecorderUsage = RecorderLimits & { traces: number; bytes: number };

export const defaultLimits: RecorderLimits = { maxTraces: 10_000, maxBytes: 50 * 1024 * 1024 };

/** Attributes whose values name a trace as well as its id does. */
const idAttributes = [
  'aws.request_id',
  'faas.invocation_id',
  'apigateway.request_id',
  'http.response.header.x-request-id',
  'messaging.message.id',
  'eventbridge.event_id',
];

/** Of an object with a dozen members, about. */
const spanBytes = 600;
const eventBytes = 150;

const valueBytes = (value: AttributeValue): number =>
  typeof value === 'object'
    ? value.reduce((bytes, text) => bytes + 2 * text.length, 0)
    : 2 * String(value).length;

const attributeBytes = (attributes: Span['attributes']): number =>
  Object.entries(attributes).reduce((bytes, [name, value]) => bytes + name.length + valueBytes(value), 0);

/** An estimate: V8 has one or two bytes a character. */
const bytesOfSpan = ({ attributes, events }: Span): number =>
  events.reduce((bytes, event) => bytes + eventBytes + attributeBytes(event.attributes), spanBytes) +
  attributeBytes(attributes);

type Recorded = { traceId: string; spans: Map<string, { span: Span; bytes: number }>; ids: Set<string> };

const idsOf = ({ attributes }: Span): string[] =>
  idAttributes.flatMap((name) => {
    const value = attributes[name];
    return value === undefined ? [] : typeof value === 'object' ? [...value] : [String(value)];
  });

export class TraceRecorder {
  readonly #limits: RecorderLimits;
  /** In the order in which they began. */
  readonly #traces = new Map<string, Recorded>();
  readonly #traceIdsById = new Map<string, string>();
  /** Traces that link to a trace. */
  readonly #followers = new Map<string, Set<string>>();
  readonly #listeners = new Set<(traceId: string) => void>();
  #bytes = 0;

  constructor(limits: RecorderLimits = defaultLimits) {
    this.#limits = limits;
  }

  get usage(): RecorderUsage {
    return { ...this.#limits, traces: this.#traces.size, bytes: this.#bytes };
  }

  /** A span that is recorded again, as when it ends, replaces what was recorded. The oldest traces make room. */
  record(span: Span): void {
    const { traceId, spanId } = span;
    const trace = this.#traces.get(traceId) ?? { traceId, spans: new Map(), ids: new Set() };
    this.#traces.set(traceId, trace);
    const bytes = bytesOfSpan(span);
    this.#bytes += bytes - (trace.spans.get(spanId)?.bytes ?? 0);
    trace.spans.set(spanId, { span, bytes });
    this.#index(trace, span);
    this.#makeRoom(traceId);
    for (const listener of this.#listeners) listener(traceId);
  }

  /** The newest first. */
  list(): Trace[] {
    return [...this.#traces.values()].reverse().map((trace) => this.#read(trace));
  }

  /** By the id of the trace, of a request, of an invocation, of an event or of a message. */
  find(id: string): Trace | undefined {
    const trace = this.#traces.get(id.toLowerCase()) ?? this.#traces.get(this.#traceIdsById.get(id) ?? '');
    return trace && this.#read(trace);
  }

  /** As `find`, but waits up to `waitMs` for a trace that is to come. */
  async await(id: string, waitMs: number): Promise<Trace | undefined> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const unsubscribe = this.subscribe(() => this.find(id) && resolve());
    const timer = setTimeout(resolve, waitMs);
    if (!this.find(id)) await promise;
    clearTimeout(timer);
    unsubscribe();
    return this.find(id);
  }

  /** The ids of traces with a link to this one: what its messages led to. */
  findFollowers(traceId: string): string[] {
    return [...(this.#followers.get(traceId) ?? [])].filter((id) => this.#traces.has(id));
  }

  clear(): void {
    this.#traces.clear();
    this.#traceIdsById.clear();
    this.#followers.clear();
    this.#bytes = 0;
  }

  /** Calls the listener with the id of each trace that changed. Returns the function that ends it. */
  subscribe(listener: (traceId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #read({ traceId, spans }: Recorded): Trace {
    const list = [...spans.values()].map(({ span }) => span);
    return { traceId, spans: list.sort((one, other) => one.startMs - other.startMs) };
  }

  #index(trace: Recorded, span: Span): void {
    for (const id of idsOf(span)) {
      trace.ids.add(id);
      this.#traceIdsById.set(id, trace.traceId);
    }
    for (const link of span.links) {
      const followers = this.#followers.get(link.traceId) ?? new Set();
      this.#followers.set(link.traceId, followers.add(trace.traceId));
    }
  }

  /** The trace that was recorded last stays, however large it is. */
  #makeRoom(newest: string): void {
    const { maxTraces, maxBytes } = this.#limits;
    for (const [traceId, trace] of this.#traces) {
      if (this.#traces.size <= maxTraces && this.#bytes <= maxBytes) return;
      if (traceId !== newest) this.#forget(trace);
    }
  }

  #forget({ traceId, spans, ids }: Recorded): void {
    for (const { bytes } of spans.values()) this.#bytes -= bytes;
    for (const id of ids) if (this.#traceIdsById.get(id) === traceId) this.#traceIdsById.delete(id);
    for (const link of [...spans.values()].flatMap(({ span }) => span.links))
      this.#unfollow(link.traceId, traceId);
    this.#traces.delete(traceId);
  }

  #unfollow(traceId: string, follower: string): void {
    const followers = this.#followers.get(traceId);
    followers?.delete(follower);
    if (followers?.size === 0) this.#followers.delete(traceId);
  }
}
