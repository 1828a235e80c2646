// Creates the handler of a function without a route: the event is the request itself.
import type * as z from 'zod/mini';
import { writeLogLine } from '#layers/base/logger.ts';
import { createPipeline, type LambdaHandler } from '#layers/entry/invocation.ts';
import {
  type HandlerOptions,
  logRequest,
  type RequestInvocation,
  type RequestSchema,
  toInput,
  type UseCase,
  validate,
} from '#layers/entry/request.ts';

/** The caller gets the bare result, or the error is thrown by name, which Lambda reports as a function error. */
export const createDirectHandler = <Schema extends z.ZodMiniObject, Body, Services>(
  { request, response }: RequestSchema<Schema, Body>,
  useCase: UseCase<z.output<Schema>, Body, Services>,
  getServices: () => Services,
  { log, now }: HandlerOptions = { log: writeLogLine, now: Date.now },
): LambdaHandler =>
  createPipeline<RequestInvocation>({
    now,
    read: (event, begun) => ({ ...begun, input: toInput(event) }),
    wayOut: [logRequest(log, now)],
  })
    .before(validate(request))
    .handler(async (invocation) => {
      const input = invocation.input as z.output<Schema>;
      const { body, counts } = await useCase(getServices())(input, invocation.call);
      if (counts) invocation.counts = counts;
      return response(body);
    }) as LambdaHandler;
