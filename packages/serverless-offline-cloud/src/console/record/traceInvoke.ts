// Invocations of functions as spans: who caused them, what they printed, how they failed.
// https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/
import { randomUUID } from 'node:crypto';
import type { FunctionError } from '../../lambda/functionError.ts';
import type { InvokeOptions } from '../../lambda/invokeOptions.ts';
import type { Attributes } from '../trace/span.ts';
import { readTraceHeader, type SpanContext } from '../trace/traceHeader.ts';
import { currentSpan } from './currentSpan.ts';
import type { ActiveSpan, Tracer } from './tracer.ts';

/** Why a function is invoked. */
export type InvocationCause = Pick<InvokeOptions, 'requestId' | 'traceHeader'> & {
  links?: readonly SpanContext[];
  attributes?: Attributes;
};

/** Returns the result as JSON. Rejects with a FunctionError. */
export type InvokeFunction = (functionKey: string, event: unknown, options: InvokeOptions) => Promise<string>;

export type InvokeTraced = (functionKey: string, event: unknown, cause?: InvocationCause) => Promise<string>;

/** Of an event, in characters; the rest is cut. */
const maxEventLength = 64 * 1024;

type KnownEvent = {
  requestContext?: { http?: unknown };
  routeKey?: string;
  Records?: { eventSource?: string }[];
  source?: string;
};

/** `faas.trigger` of the conventions. */
const triggerOf = (event: unknown): 'http' | 'pubsub' | 'timer' | 'other' => {
  const { requestContext, Records, source }: KnownEvent = Object(event);
  if (requestContext?.http !== undefined) return 'http';
  if (Array.isArray(Records) && Records[0]?.eventSource === 'aws:sqs') return 'pubsub';
  return source === 'aws.events' || source === 'aws.scheduler' ? 'timer' : 'other';
};

/** A request is told by the gateway's span, a message by that of its wait. */
const eventAttribute = (event: unknown, trigger: string): Attributes =>
  trigger === 'http' || trigger === 'pubsub'
    ? {}
    : { 'faas.event': JSON.stringify(event).slice(0, maxEventLength) };

const run = async (span: ActiveSpan, invoked: Promise<string>): Promise<string> => {
  try {
    return await invoked;
  } catch (error) {
    const { errorType, message, stack } = error as FunctionError;
    span.failWith({ name: errorType ?? (error as Error).name, message, stack });
    throw error;
  } finally {
    span.end();
  }
};

export const traceInvoke =
  (invoke: InvokeFunction, tracer: Tracer): InvokeTraced =>
  async (functionKey, event, { traceHeader, links = [], attributes = {}, requestId = randomUUID() } = {}) => {
    const trigger = triggerOf(event);
    const { routeKey }: KnownEvent = Object(event);
    if (trigger === 'http' && routeKey !== undefined) currentSpan()?.set({ 'http.route': routeKey });
    const span = tracer.start({
      name: functionKey,
      service: 'lambda',
      kind: trigger === 'pubsub' ? 'consumer' : 'server',
      parent: readTraceHeader(traceHeader),
      links,
      attributes: {
        'faas.name': functionKey,
        'faas.trigger': trigger,
        'faas.invocation_id': requestId,
        ...eventAttribute(event, trigger),
        ...attributes,
      },
    });
    const invoked = invoke(functionKey, event, {
      requestId,
      traceHeader: span.traceHeader,
      onStart: ({ isColdStart }) => span.set({ 'faas.coldstart': isColdStart }),
      onLine: (stream, line) => span.addLine(stream, line),
    });
    return run(span, invoked);
  };
