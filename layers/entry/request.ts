// A request to a function, by HTTP or direct: its types, its validation and its log line.
import type * as z from 'zod/mini';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { catalogue, PublicError, parseInput } from '#layers/base/errors/publicError.ts';
import type { Logger } from '#layers/base/logger.ts';
import { describeCause, showsEverything } from './errors.ts';
import type { Invocation, StepIn, StepOut } from './invocation.ts';

export type RequestInvocation = Invocation & {
  /** The request as received, then as validated. */
  input: unknown;
  /** What the log line tells of an HTTP request; absent for a direct invocation. */
  origin?: { route: string; apiRequestId: string | undefined; traceId: string | undefined };
  counts?: Outcome<unknown>['counts'];
};

/** A handler's result. */
export type Outcome<Body> = {
  body: Body;
  /** The query parameters of the next page if there is one. */
  next?: Record<string, string>;
  /** What the log line tells beside the usual. */
  counts?: Readonly<Record<string, number>>;
};

/** Given the services, returns the function that answers a validated request. */
export type UseCase<Input, Body, Services> = (
  services: Services,
) => (input: Input, call: CallContext) => Promise<Outcome<Body>>;

export type RequestSchema<Schema extends z.ZodMiniObject, Body> = {
  request: Schema;
  /** Returns the members of a result that callers may see. */
  response: (body: Body) => Body;
};

export type HandlerOptions = { log: Logger; now: () => number };

/** The Serverless Framework (osls) invokes with an empty text when it is given no data. */
export const toInput = (event: unknown): unknown => (event === '' ? {} : (event ?? {}));

/** Step of the way in: validates the request by the function's schema. */
export const validate =
  (schema: z.ZodMiniType): StepIn<RequestInvocation> =>
  ({ event }) => {
    event.input = parseInput(schema, event.input);
  };

export const logRequest =
  (log: Logger, now: () => number): StepOut<RequestInvocation> =>
  ({ context, event: { startedMs, origin, counts }, error, response }) => {
    const success = {
      level: 'info',
      status: origin ? (response as { statusCode: number }).statusCode : 200,
    } as const;
    const { level, status } = error instanceof PublicError ? catalogue[error.name] : success;
    const { route = context.functionName, apiRequestId, traceId } = origin ?? {};
    const cause = level === 'error' || showsEverything() ? describeCause(error) : [];
    // An HTTP caller's fault is an answer of 5xx, and a database that had not resumed in time has a metric of its own.
    const isFault = level === 'error' && !origin && error?.name !== 'DatabaseResuming';
    log({
      level,
      ...(isFault && { fault: true }),
      requestId: context.awsRequestId,
      ...(apiRequestId && { apiRequestId }),
      ...(traceId && { traceId }),
      route,
      status,
      durationMs: Math.round(now() - startedMs),
      ...(counts && { counts }),
      ...(error && { errorCode: error.name }),
      ...(cause.length > 0 && { cause }),
    });
  };
