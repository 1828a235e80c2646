// Invokes a function's handler in process, with the services given as a literal.
import type * as z from 'zod/mini';
import type { RequestLine } from '#layers/base/logger.ts';
import { createHandler, type FunctionSchema } from '#layers/entry/http/createHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import { lambdaContext } from './events.ts';

export type HttpAnswer = { statusCode: number; headers: Record<string, string>; body: string };

export type Invoked = {
  /** What the handler returned. */
  answer: HttpAnswer;
  /** The answer's body, parsed; undefined when it is empty. */
  // biome-ignore lint/suspicious/noExplicitAny: tests assert its shape
  body: any;
  lines: RequestLine[];
};

/** Returns a function that invokes `useCase` with an event, at the time `now`, and its log lines beside the answer. */
export const createInvoke =
  <RequestSchema extends z.ZodMiniObject, Body, Services>(
    schema: FunctionSchema<RequestSchema, Body>,
    useCase: UseCase<z.output<RequestSchema>, Body, Services>,
    getServices: () => Services,
    now: () => number = () => 0,
  ) =>
  async (event: unknown, context = lambdaContext()): Promise<Invoked> => {
    const lines: RequestLine[] = [];
    const handler = createHandler(schema, useCase, getServices, { log: (line) => lines.push(line), now });
    const answer = (await handler(event, context)) as HttpAnswer;
    return { answer, lines, body: answer?.body ? JSON.parse(answer.body) : undefined };
  };
