// What the middlewares of the pipeline hand on to each other.
import type { MiddlewareObj, Request } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Call } from '#layers/database/database.ts';
import type { HttpRequest } from './event.ts';

/** What takes the event's place on its way to the handler: first as received, then checked. */
export type Invocation<Input = unknown> = { input: Input; call: Call };

/** When the invocation began, in milliseconds since the epoch, and the HTTP request if it is one. */
export type Internal = { startedMs: number; http?: HttpRequest };

export type PipelineRequest = Request<unknown, unknown, Error, Context, Internal>;
export type Middleware = MiddlewareObj<unknown, unknown, Error, Context, Internal>;

/** What API Gateway turns into an HTTP response. */
export type HttpResponse = { statusCode: number; headers: Record<string, string>; body: string };
