// Writes spans as OTLP's JSON, which every OpenTelemetry viewer reads.
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
import type { Attributes, AttributeValue, Span, SpanKind } from './span.ts';

/** The numbers of opentelemetry-proto's SpanKind. */
export const spanKinds: readonly SpanKind[] = ['internal', 'server', 'client', 'producer', 'consumer'];

/** STATUS_CODE_ERROR. */
export const errorStatus = 2;

const toAnyValue = (value: AttributeValue): object => {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
  return { arrayValue: { values: value.map(toAnyValue) } };
};

const toKeyValues = (attributes: Attributes): object[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: toAnyValue(value) }));

/** Nanoseconds are beyond what a number holds. */
const toUnixNano = (timeMs: number): string =>
  String(BigInt(Math.floor(timeMs)) * 1_000_000n + BigInt(Math.round((timeMs % 1) * 1_000_000)));

const toOtlpSpan = (span: Span): object => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentSpanId && { parentSpanId: span.parentSpanId }),
  name: span.name,
  kind: spanKinds.indexOf(span.kind) + 1,
  startTimeUnixNano: toUnixNano(span.startMs),
  ...(span.endMs !== undefined && { endTimeUnixNano: toUnixNano(span.endMs) }),
  attributes: toKeyValues(span.attributes),
  events: span.events.map(({ name, timeMs, attributes }) => ({
    timeUnixNano: toUnixNano(timeMs),
    name,
    attributes: toKeyValues(attributes),
  })),
  links: span.links.map(({ traceId, spanId }) => ({ traceId, spanId })),
  status: span.error === undefined ? {} : { code: errorStatus, message: span.error },
});

/** An ExportTraceServiceRequest: spans below the service that did them. */
export const toOtlp = (spans: readonly Span[]): object => ({
  resourceSpans: [...Map.groupBy(spans, ({ service }) => service)].map(([service, some]) => ({
    resource: { attributes: toKeyValues({ 'service.name': service }) },
    scopeSpans: [{ scope: { name: 'serverless-offline-cloud' }, spans: some.map(toOtlpSpan) }],
  })),
});
