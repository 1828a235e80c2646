// A program under measurement: how it is started, what it is asked, and what it has used.
import { httpEvent } from '#tests/support/events.ts';
import { personAt } from '#tests/support/people.ts';

export type ProgramReply = { statusCode: number; body: string };

/** A request in both of its forms, and the answer that is right. */
export type Exchange = {
  /** Path and query, for HTTP servers. */
  path: string;
  /** The same request as API Gateway's event, for Lambda functions. */
  event: string;
  /** `body` is absent where a program answers something of its own. */
  expected: { statusCode: number; body?: string };
};

export type RunningProgram = {
  /** `performance.now()` when its process was started. */
  startedAt: number;
  send(exchange: Exchange): Promise<ProgramReply>;
  /** Milliseconds on a processor since it was started. */
  cpuTimeMs(): number;
  /** Bytes in memory now. */
  residentBytes(): number;
  stop(): void;
};

/** Sends a request. Throws when the answer is not the expected one. */
export const ask = async (program: RunningProgram, name: string, exchange: Exchange): Promise<void> => {
  const { statusCode, body } = await program.send(exchange);
  const { expected } = exchange;
  if (statusCode === expected.statusCode && body === (expected.body ?? body)) return;
  throw new Error(`${name} answered ${exchange.path} with ${statusCode}: ${body.slice(0, 200)}`);
};

/** A request for `path` that is answered with 200 and `body` as JSON. */
export const createExchange = (path: string, query: string, body: unknown): Exchange => ({
  path: `${path}?${query}`,
  event: JSON.stringify(httpEvent(path, query)),
  expected: { statusCode: 200, body: JSON.stringify(body) },
});

export const search = createExchange('/search', `email=${personAt(0).email}`, personAt(0));

/** The first `limit` people. */
export const page = (limit: number): Exchange =>
  createExchange(
    '/users',
    `limit=${limit}`,
    Array.from({ length: limit }, (_, index) => personAt(index)),
  );
