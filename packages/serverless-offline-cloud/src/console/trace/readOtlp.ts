// Reads spans from OTLP's JSON.
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
import * as z from 'zod';
import type { Attributes, Span, SpanKind } from './span.ts';
import { errorStatus, spanKinds } from './toOtlp.ts';

const anyValue = z.union([
  z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
  z.object({ boolValue: z.boolean() }).transform(({ boolValue }) => boolValue),
  z.object({ intValue: z.coerce.number() }).transform(({ intValue }) => intValue),
  z.object({ doubleValue: z.number() }).transform(({ doubleValue }) => doubleValue),
  z
    .object({ arrayValue: z.object({ values: z.array(z.object({ stringValue: z.string() })).default([]) }) })
    .transform(({ arrayValue }) => arrayValue.values.map(({ stringValue }) => stringValue)),
]);

const attributes = z
  .array(z.object({ key: z.string(), value: z.unknown() }))
  .default([])
  .transform(
    (list): Attributes =>
      Object.fromEntries(
        list.flatMap(({ key, value }) => {
          const { data } = anyValue.safeParse(value);
          return data === undefined ? [] : [[key, data]];
        }),
      ),
  );

const unixNano = z.union([z.string().regex(/^\d+$/), z.number()]).transform((nanoseconds) => {
  const exact = BigInt(nanoseconds);
  return Number(exact / 1_000_000n) + Number(exact % 1_000_000n) / 1_000_000;
});

const context = { traceId: z.string().regex(/^[\da-f]{32}$/i), spanId: z.string().regex(/^[\da-f]{16}$/i) };

const otlpSpan = z.object({
  ...context,
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.int().min(0).max(5).default(0),
  startTimeUnixNano: unixNano,
  endTimeUnixNano: unixNano.optional(),
  attributes,
  events: z.array(z.object({ timeUnixNano: unixNano, name: z.string().default(''), attributes })).default([]),
  links: z.array(z.object(context)).default([]),
  status: z
    .object({ code: z.number().default(0), message: z.string().default('') })
    .default({ code: 0, message: '' }),
});

const exportRequest = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }).default({ attributes: {} }),
      scopeSpans: z.array(z.object({ spans: z.array(otlpSpan).default([]) })).default([]),
    }),
  ),
});

const toSpan = (read: z.output<typeof otlpSpan>, service: string): Span => ({
  traceId: read.traceId.toLowerCase(),
  spanId: read.spanId.toLowerCase(),
  ...(read.parentSpanId && { parentSpanId: read.parentSpanId.toLowerCase() }),
  name: read.name,
  kind: spanKinds[Math.max(0, read.kind - 1)] as SpanKind,
  service,
  startMs: read.startTimeUnixNano,
  endMs: read.endTimeUnixNano,
  attributes: read.attributes,
  events: read.events.map(({ timeUnixNano, ...event }) => ({ ...event, timeMs: timeUnixNano })),
  links: read.links,
  error: read.status.code === errorStatus ? read.status.message : undefined,
});

/** The spans of an ExportTraceServiceRequest. Throws z.ZodError for anything else. */
export const readOtlp = (request: unknown): Span[] =>
  exportRequest.parse(request).resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(resource.attributes['service.name'] ?? 'unknown');
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => toSpan(span, service)));
  });
