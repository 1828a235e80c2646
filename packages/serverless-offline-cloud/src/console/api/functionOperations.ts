// The stack and its functions over HTTP.
import * as z from 'zod';
import { toFailure } from '../../lambda/functionError.ts';
import type { InvokeTraced } from '../record/traceInvoke.ts';
import { preciseNow } from '../record/tracer.ts';
import { newSpanId, newTraceId, writeTraceHeader } from '../trace/traceHeader.ts';
import { type ConsoleOperation, ok, operationWithBody, problem } from './operation.ts';

/** What the template has, as a picture of it needs it. */
export type StackView = {
  functions: { name: string; routes: string[]; queue?: string }[];
  queues: { name: string; deadLetters?: string }[];
  rules: { name: string; bus: string; pattern: object; queues: string[] }[];
  buckets: { name: string; notifications: { prefix: string; queue: string }[] }[];
};

export const createFunctionOperations = (stack: StackView, invoke: InvokeTraced): ConsoleOperation[] => [
  {
    key: 'GET /stack',
    summary: 'Functions with their routes and queues, rules, buckets: what leads to what',
    answer: () => ok(stack),
  },
  operationWithBody({
    key: 'POST /functions/{name}/invocations',
    summary: 'Invokes a function with an event, as its schedule or AWS CLI would',
    body: z.object({ event: z.unknown() }),
    answer: async ({ parameters, body }) => {
      const name = parameters.name as string;
      if (!stack.functions.some((one) => one.name === name))
        return problem(404, `There is no function ${name}.`);
      const traceId = newTraceId(preciseNow());
      // A parent that nobody recorded: the invocation is the first span.
      const cause = { traceHeader: writeTraceHeader({ traceId, spanId: newSpanId() }) };
      try {
        return ok({ traceId, result: JSON.parse(await invoke(name, body.event, cause)) });
      } catch (error) {
        return ok({ traceId, error: toFailure(error) });
      }
    },
  }),
];
