// The X-Ray tracing header, in which AWS's services and SDKs pass a trace on.
// https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
import { randomBytes } from 'node:crypto';

/** A span as OpenTelemetry names it: 32 and 16 hexadecimal digits. */
export type SpanContext = { traceId: string; spanId: string };

export type TraceParent = { traceId: string; parentSpanId?: string | undefined };

const root = /(?:^|;)\s*Root=1-([\da-f]{8})-([\da-f]{24})(?:;|$)/i;
const parent = /(?:^|;)\s*Parent=([\da-f]{16})(?:;|$)/i;

/** X-Ray's trace ids begin with the seconds since 1970. */
export const newTraceId = (nowMs: number): string =>
  Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(8, '0') + randomBytes(12).toString('hex');

export const newSpanId = (): string => randomBytes(8).toString('hex');

/** Undefined for a header without a `Root` in X-Ray's form. */
export const readTraceHeader = (header: string | undefined): TraceParent | undefined => {
  const [, seconds, unique] = root.exec(header ?? '') ?? [];
  if (seconds === undefined || unique === undefined) return undefined;
  return {
    traceId: (seconds + unique).toLowerCase(),
    parentSpanId: parent.exec(header ?? '')?.[1]?.toLowerCase(),
  };
};

/** `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1` */
export const writeTraceHeader = ({ traceId, spanId }: SpanContext): string =>
  `Root=1-${traceId.slice(0, 8)}-${traceId.slice(8)};Parent=${spanId};Sampled=1`;
