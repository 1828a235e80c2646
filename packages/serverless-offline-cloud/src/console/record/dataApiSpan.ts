// The span of a call of the RDS Data API, as the emulator tells of it.
// https://opentelemetry.io/docs/specs/semconv/database/
import type { Span } from '../trace/span.ts';
import { newSpanId, newTraceId, readTraceHeader } from '../trace/traceHeader.ts';
import { preciseNow } from './tracer.ts';

/** What `onCall` of data-api-emulator is told. */
export type DataApiCall = {
  operation: string;
  /** With placeholders, and without values. */
  sql?: string | undefined;
  rows?: number | undefined;
  error?: { name: string; message: string } | undefined;
  fault?: string | undefined;
  isAnswered: boolean;
  durationMs: number;
  /** `X-Amzn-Trace-Id` of the request. */
  traceHeader?: string | undefined;
};

const errorOf = ({ error, isAnswered }: DataApiCall): string | undefined => {
  if (error) return error.message ? `${error.name}: ${error.message}` : error.name;
  return isAnswered ? undefined : 'no answer: the connection was lost';
};

/** Call it when the call is over. */
export const toDataApiSpan = (call: DataApiCall): Span => {
  const { operation, sql, rows, fault, durationMs, traceHeader } = call;
  const endMs = preciseNow();
  const startMs = endMs - durationMs;
  const parent = readTraceHeader(traceHeader);
  return {
    traceId: parent?.traceId ?? newTraceId(startMs),
    spanId: newSpanId(),
    parentSpanId: parent?.parentSpanId,
    name: operation,
    kind: 'client',
    service: 'rds-data',
    ...{ startMs, endMs },
    attributes: {
      'rpc.system': 'aws-api',
      'rpc.service': 'RDSDataService',
      'rpc.method': operation,
      'db.system.name': 'mysql',
      ...(sql !== undefined && { 'db.query.text': sql }),
      ...(rows !== undefined && { 'db.response.returned_rows': rows }),
      ...(fault && { 'data_api.fault': fault }),
      ...(call.error && { 'error.type': call.error.name }),
    },
    events: [],
    links: [],
    error: errorOf(call),
  };
};
