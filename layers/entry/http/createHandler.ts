// Creates the handler of a function with a route, which may be invoked directly, too.
import type * as z from 'zod/mini';
import { writeLogLine } from '#layers/base/logger.ts';
import { createPipeline, type LambdaHandler } from '#layers/entry/invocation.ts';
import {
  type HandlerOptions,
  logRequest,
  type RequestSchema,
  type UseCase,
  validate,
} from '#layers/entry/request.ts';
import { compressBody } from './compressBody.ts';
import { allowMethods, answerOptions, type Method, readInput, readMethods } from './readInput.ts';
import { addHeaders, answerError, respond, stripHeadBody } from './respond.ts';
import { type HttpInvocation, toInvocation } from './toInvocation.ts';

export type FunctionSchema<Schema extends z.ZodMiniObject, Body> = RequestSchema<Schema, Body> & {
  /** The HTTP methods of its route, GET and HEAD by default. POST, PUT and PATCH take the request as a JSON body. */
  methods?: readonly Method[];
};

/**
 * An HTTP API event (payload 2.0) gets an HTTP response. Any other event counts as the request itself: it gets the bare
 * result, or the error is thrown by name, which Lambda reports as a function error.
 */
export const createHandler = <Schema extends z.ZodMiniObject, Body, Services>(
  { request, response, methods = readMethods }: FunctionSchema<Schema, Body>,
  useCase: UseCase<z.output<Schema>, Body, Services>,
  getServices: () => Services,
  { log, now }: HandlerOptions = { log: writeLogLine, now: Date.now },
): LambdaHandler =>
  createPipeline<HttpInvocation>({
    now,
    read: toInvocation,
    answerError: answerError(methods),
    wayOut: [compressBody, addHeaders, stripHeadBody, logRequest(log, now)],
  })
    .before(answerOptions(methods))
    .before(allowMethods(methods))
    .before(readInput(request))
    .before(validate(request))
    .handler(async (invocation) => {
      const input = invocation.input as z.output<Schema>;
      return respond(invocation, await useCase(getServices())(input, invocation.call), response);
    }) as LambdaHandler;
