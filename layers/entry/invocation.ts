// The pipeline of every invocation: deadline, error to answer, and the way out.
import middy, { type Request } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { toPublicError } from './errors.ts';

/** Replaces Lambda's event on its way to the handler. */
export type Invocation = {
  /** Milliseconds since the epoch. */
  startedMs: number;
  /** When the work must have ended, so that the answer and the log line are still written. */
  call: CallContext;
};

export type PipelineRequest<Current extends Invocation> = Request<Current, unknown, Error, Context>;

/** A step of the way in. What it returns, other than undefined, is the answer, and no later step nor the handler runs. */
export type StepIn<Current extends Invocation> = (request: PipelineRequest<Current>) => unknown;

/** A step of the way out. It changes the answer in place: middy has taken `request.response` already. */
export type StepOut<Current extends Invocation> = (request: PipelineRequest<Current>) => void;

export type LambdaHandler = (event: unknown, context: Context) => Promise<unknown>;

/** Kept back from Lambda's remaining time, to write the answer and the log line. */
const marginMs = 500;

const begin = (context: Context, startedMs: number): Invocation => ({
  startedMs,
  call: { deadlineMs: startedMs + context.getRemainingTimeInMillis() - marginMs },
});

export type PipelineOptions<Current extends Invocation> = {
  now: () => number;
  /** Returns what replaces the event. */
  read(event: unknown, begun: Invocation): Current;
  /** Returns the answer to `request.error`, an error of the catalogue; undefined where it is thrown instead. */
  answerError?: (request: PipelineRequest<Current>) => object | undefined;
  /** Every step after the handler, after an error and after an early answer, from the first to the last. */
  wayOut: readonly StepOut<Current>[];
};

const replace = (response: unknown, answer: object): void => {
  const old = response as object;
  for (const name of Object.keys(old)) Reflect.deleteProperty(old, name);
  Object.assign(old, answer);
};

/**
 * Returns a middy pipeline that begins the invocation. Steps of the way in are added by `before`, and run in this order. A step
 * of the way out that throws makes the answer an error, for which the way out is taken once more.
 */
export const createPipeline = <Current extends Invocation>({
  now,
  read,
  answerError = () => undefined,
  wayOut,
}: PipelineOptions<Current>) => {
  const toAnswer = (request: PipelineRequest<Current>): object | undefined => {
    const error = toPublicError(request.error);
    // Lambda returns an error's stack to whoever invoked the function; ours names source files.
    error.stack = `${error.name}: ${error.message}`;
    request.error = error;
    return answerError(request);
  };
  const leave = (request: PipelineRequest<Current>): void => {
    for (const step of wayOut) step(request);
  };
  const leaveAfter = (request: PipelineRequest<Current>, thrown: unknown): void => {
    request.error = thrown as Error;
    const answer = toAnswer(request);
    if (answer) replace(request.response, answer);
    try {
      leave(request);
    } catch {
      // The first error is told.
    }
    if (!answer) throw request.error;
  };
  const requestEnd = (request: PipelineRequest<Current>): void => {
    try {
      leave(request);
    } catch (thrown) {
      leaveAfter(request, thrown);
    }
  };
  return middy<Current, unknown, Error, Context>({
    // The deadline is the database layer's to keep; middy's own early timeout would cut it short.
    timeoutEarlyInMillis: 0,
    requestEnd: requestEnd as (request: Request) => void,
  })
    .before((request) => {
      request.event = read(request.event, begin(request.context, now()));
    })
    .onError(toAnswer);
};
