// The pipeline of a Lambda function: the ordered steps of every invocation, HTTP or direct.
import middy, { type MiddyfiedHandler } from '@middy/core';
import type { Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { type Logger, writeLogLine } from '#layers/base/logger.ts';
import { addHeaders } from './addHeaders.ts';
import { allowMethods, type Method, readMethods } from './allowMethods.ts';
import { answerErrors } from './answerErrors.ts';
import { answerOptions } from './answerOptions.ts';
import { compressBody } from './compressBody.ts';
import type { Invocation, InvocationState } from './invocation.ts';
import { logRequest } from './logRequest.ts';
import { readEvent } from './readEvent.ts';
import { readInput } from './readInput.ts';
import { type Outcome, respond } from './respond.ts';
import { stripHeadBody } from './stripHeadBody.ts';
import { validate } from './validate.ts';

export type FunctionSchema<RequestSchema extends z.ZodMiniObject, Body> = {
  request: RequestSchema;
  /** Returns the members of a result that callers may see. */
  response: (body: Body) => Body;
  /** The HTTP methods of its route, GET and HEAD by default. POST takes the request as a JSON body. */
  methods?: readonly Method[];
};

/** Given the services, returns the function that answers a validated request. */
export type UseCase<Input, Body, Services> = (
  services: Services,
) => (input: Input, call: CallContext) => Promise<Outcome<Body>>;

export type HandlerOptions = { log: Logger; now: () => number };

/**
 * An HTTP API event (payload 2.0) gets an HTTP response. Any other event counts as the request itself: it gets the bare
 * result, or the error is thrown by name, which Lambda reports as a function error.
 */
export const createHandler = <RequestSchema extends z.ZodMiniObject, Body, Services>(
  { request, response, methods = readMethods }: FunctionSchema<RequestSchema, Body>,
  useCase: UseCase<z.output<RequestSchema>, Body, Services>,
  getServices: () => Services,
  { log, now }: HandlerOptions = { log: writeLogLine, now: Date.now },
) => {
  const logOutcome = logRequest(log, now);
  // The deadline is the database layer's to keep; middy's own early timeout would cut it short.
  return (
    middy<unknown, unknown, Error, Context, InvocationState>({ timeoutEarlyInMillis: 0 })
      // On the way in, from the first to the last.
      .before(readEvent(now))
      .before(answerOptions(methods, [addHeaders, logOutcome]))
      .before(allowMethods(methods))
      .before(readInput(request))
      .before(validate(request))
      .handler(async (event: unknown) => {
        const { input, call } = event as Invocation<z.output<RequestSchema>>;
        return useCase(getServices())(input, call);
      })
      // On the way out, from the last to the first.
      .after(logOutcome)
      .after(stripHeadBody)
      .after(addHeaders)
      .after(compressBody)
      .after(respond(response))
      // After an error, from the last to the first.
      .onError(logOutcome)
      .onError(stripHeadBody)
      .onError(addHeaders)
      .onError(compressBody)
      .onError(answerErrors(methods)) as MiddyfiedHandler<unknown, unknown, Error, Context, InvocationState>
  );
};
