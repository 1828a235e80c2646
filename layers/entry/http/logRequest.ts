// Middleware: writes the one log line of a request, after its answer or its error.
import { catalogue } from '#layers/base/errors/catalogue.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import type { Logger } from '#layers/base/logger.ts';
import { describeCause } from '#layers/entry/errors/describeCause.ts';
import type { HttpResponse, Middleware } from './invocation.ts';

export const logRequest =
  (log: Logger, now: () => number): Middleware =>
  ({ context, internal, error, response }) => {
    const success = {
      level: 'info',
      status: internal.http ? (response as HttpResponse).statusCode : 200,
    } as const;
    const { level, status } = error instanceof PublicError ? catalogue[error.name] : success;
    const { requestId: apiRequestId, traceId } = internal.http ?? {};
    const cause = level === 'error' ? describeCause(error) : [];
    // An HTTP caller's fault is an answer of 5xx, and a database that had not resumed in time has a metric of its own.
    const isFault = level === 'error' && !internal.http && error?.name !== 'DatabaseResuming';
    log({
      level,
      ...(isFault && { fault: true }),
      requestId: context.awsRequestId,
      ...(apiRequestId && { apiRequestId }),
      ...(traceId && { traceId }),
      route: internal.http?.route ?? context.functionName,
      status,
      durationMs: Math.round(now() - internal.startedMs),
      ...(internal.counts && { counts: internal.counts }),
      ...(error && { errorCode: error.name }),
      ...(cause.length > 0 && { cause }),
    });
  };
