// The types that the middlewares of the pipeline share.
import type { Request as MiddyRequest } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { HttpRequest } from './toHttpRequest.ts';

/** Replaces the event on its way to the handler: its input as received, then as validated. */
export type Invocation<Input = unknown> = { input: Input; call: CallContext };

/** When the invocation began, in milliseconds since the epoch, and its HTTP request unless it is a direct one. */
export type InvocationState = {
  startedMs: number;
  http?: HttpRequest;
  counts?: Readonly<Record<string, number>>;
};

export type PipelineRequest = MiddyRequest<unknown, unknown, Error, Context, InvocationState>;
/** What it returns, other than undefined, is the response and ends the way that the request is on. */
export type Middleware = (request: PipelineRequest) => unknown;

/** API Gateway turns this into an HTTP response. */
export type HttpResponse = {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  /** The body stands for bytes, as base64. */
  isBase64Encoded?: boolean;
};
