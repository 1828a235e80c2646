// A program under measurement: how it is started, what it is asked, and what it has used.

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

export type Candidate = {
  name: string;
  exchange: Exchange;
  /** Resolves when the program can take its first request. */
  start(): Promise<RunningProgram>;
};

/** Sends a request. Throws when the answer is not the expected one. */
export const ask = async (program: RunningProgram, name: string, exchange: Exchange): Promise<void> => {
  const { statusCode, body } = await program.send(exchange);
  const { expected } = exchange;
  if (statusCode === expected.statusCode && body === (expected.body ?? body)) return;
  throw new Error(`${name} answered ${exchange.path} with ${statusCode}: ${body.slice(0, 200)}`);
};
