// What is known of a call once it is over.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultName } from '../faults/faults.ts';

export type CompletedCall = {
  /** `ExecuteStatement`, or method and path of what is no operation. */
  operation: string;
  /** The statement as it was sent, with placeholders. */
  sql?: string | undefined;
  /** Returned by a query, matched by another statement, of all parameter sets. */
  rows?: number | undefined;
  error?: { name: string; message: string } | undefined;
  /** The injected fault that applied to it. */
  fault?: FaultName | undefined;
  /** False when the connection was lost before the answer. */
  isAnswered: boolean;
  durationMs: number;
  /** `X-Amzn-Trace-Id` of the request, by which AWS's SDKs name the invocation that sent it. */
  traceHeader?: string | undefined;
};

/** The record of a call that has begun; `onCall` gets it once the response is sent or the connection is lost. */
export const recordCall = (
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
  onCall: (call: CompletedCall) => void,
): CompletedCall => {
  const startedMs = performance.now();
  const call: CompletedCall = {
    operation: `${method} ${url}`,
    isAnswered: false,
    durationMs: 0,
    traceHeader: [headers['x-amzn-trace-id']].flat()[0],
  };
  response.once('close', () =>
    onCall({
      ...call,
      isAnswered: response.writableFinished,
      durationMs: performance.now() - startedMs,
    }),
  );
  return call;
};
