// Invokes a function's handler in process, with the services given as a literal.
import type * as z from 'zod';
import { httpHandler, type Operation, type Schema } from '#layers/http/pipeline.ts';
import type { RequestLine } from '#layers/runtime/logger.ts';
import type { Services } from '#layers/runtime/services.ts';
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

const missing = (name: string) => async () => {
  throw new Error(`the test gave no ${name}`);
};

/** Services of which a test names those it needs. */
export const servicesWith = (services: Partial<Services>): Services => ({
  users: { getUsers: missing('users'), findByEmail: missing('users') },
  migrations: { apply: missing('migrations') },
  ...services,
});

/** Returns a function that invokes `operation` with an event, and its log lines beside the answer. */
export const invoking =
  <Request extends z.ZodType, Response extends z.ZodType>(
    schema: Schema<Request, Response>,
    operation: Operation<z.output<Request>, z.input<Response>>,
    services: () => Services,
  ) =>
  async (event: unknown, context = lambdaContext()): Promise<Invoked> => {
    const lines: RequestLine[] = [];
    const handler = httpHandler(schema, operation, {
      services,
      log: (line) => lines.push(line),
      now: Date.now,
    });
    const answer = (await handler(event, context)) as HttpAnswer;
    return { answer, lines, body: answer?.body ? JSON.parse(answer.body) : undefined };
  };
