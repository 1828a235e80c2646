// The ordered list of what happens to every invocation of a function, HTTP or direct. Called by functions/*/handler.ts.
import middy, { type MiddyfiedHandler } from '@middy/core';
import type { Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { Call } from '#layers/database/database.ts';
import { type Logger, stdoutLogger } from '#layers/runtime/logger.ts';
import { head } from './head.ts';
import type { Internal, Invocation } from './invocation.ts';
import { methods } from './methods.ts';
import { problems } from './problems.ts';
import { receive } from './receive.ts';
import { requestLog } from './requestLog.ts';
import { type Outcome, respond } from './respond.ts';
import { validate } from './validate.ts';

export type Schema<Request extends z.ZodMiniType, Body> = {
  request: Request;
  /** Takes from a result what callers may see. */
  response: (body: Body) => Body;
};

/** A function's own part: services in, then the checked request, out comes its outcome. */
export type Operation<Request, Body, Services> = (
  services: Services,
) => (request: Request, call: Call) => Promise<Outcome<Body>>;

export type Surroundings = { log: Logger; now: () => number };

const production: Surroundings = { log: stdoutLogger, now: Date.now };

/**
 * Makes the Lambda handler. An HTTP API event (payload 2.0) gets an HTTP response; any other event counts as the
 * request itself and gets the bare result, or the error thrown by name, which Lambda reports as a function error.
 */
export const httpHandler = <Request extends z.ZodMiniType, Body, Services>(
  { request, response }: Schema<Request, Body>,
  operation: Operation<z.output<Request>, Body, Services>,
  services: () => Services,
  { log, now }: Surroundings = production,
) =>
  // The deadline is the database layer's to keep; middy's own early timeout would cut it short.
  middy<unknown, unknown, Error, Context, Internal>({ timeoutEarlyInMillis: 0 })
    .use(requestLog(log, now))
    .use(head())
    .use(problems())
    .use(receive(now))
    .use(methods())
    .use(validate(request))
    .use(respond(response))
    .handler(async (event: unknown) => {
      const { input, call } = event as Invocation<z.output<Request>>;
      return operation(services())(input, call);
    }) as MiddyfiedHandler<unknown, unknown, Error, Context, Internal>;
