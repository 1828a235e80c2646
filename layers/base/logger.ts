// The log of requests, batches and imports: JSON lines of types that cannot hold personal data.

/** One request. Never an e-mail address, a phone number, a query string or an error text of a database. */
export type RequestLine = {
  level: 'info' | 'warn' | 'error';
  /** A fault of our own that no HTTP status tells of; the alarm on faults counts it. */
  fault?: true;
  requestId: string;
  /** API Gateway's id of the request, which its access log has too; absent for a direct invocation. */
  apiRequestId?: string;
  /** The trace id of a valid `traceparent` header: https://www.w3.org/TR/trace-context/ */
  traceId?: string;
  /** Method and route pattern, or the function's name for a direct invocation. */
  route: string;
  status: number;
  durationMs: number;
  /** What the function did, in numbers of its own. */
  counts?: Readonly<Record<string, number>>;
  errorCode?: string;
  /** Names, numbers and source positions of the cause of a fault. */
  cause?: string[];
};

/** One batch of events, by counts. Never anything of an event. */
export type BatchLine = {
  level: RequestLine['level'];
  requestId: string;
  /** The function's name. */
  route: string;
  durationMs: number;
  records: number;
  applied: number;
  /** Older than what the directory has: late, or delivered before. */
  stale: number;
  /** Refused by a rule; each comes again until the queue gives it up. */
  invalid: number;
  /** Not applied in time, or refused by the database; each comes again. */
  failed: number;
  /** The broken rules, by the number of records that broke them. */
  violations?: Readonly<Record<string, number>>;
  cause?: string[];
};

/** One run of the import of a file, by counts. Never a key, which may name somebody, nor anything of a row. */
export type ImportLine = {
  level: RequestLine['level'];
  requestId: string;
  /** The function's name. */
  route: string;
  durationMs: number;
  /** The name of the import, a hash; absent where the run failed, or the object was gone before its import began. */
  job?: string | undefined;
  /** `running`: the next message goes on. Absent when the run failed and its message comes again. */
  state?: string;
  /** Rows of all runs so far. */
  read?: number;
  applied?: number;
  /** Rows whose person has a newer state. */
  unchanged?: number;
  rejected?: number;
  bytes?: number;
  /** The rules that rows of this run broke, by the number of rows. */
  violations?: Readonly<Record<string, number>>;
  cause?: string[];
};

/** An import whose file an erasure deleted before its end. */
export type InterruptionLine = {
  level: 'error';
  state: 'interrupted';
  job: string;
  /** The last line of the file that was imported. */
  line: number;
};

/** Rules that changes of people break, in a stage that does not refuse them yet. Never anything of a change. */
export type RulesLine = {
  level: 'warn';
  /** The number of changes that would be refused, by rule. */
  wouldRefuse: Readonly<Record<string, number>>;
};

export type Logger<Line = RequestLine> = (line: Line) => void;

/**
 * Adds the time, and the tag of the image that the function runs, which is its environment variable SERVICE_VERSION.
 * Not console.log: Lambda would put a prefix before the line, which is not JSON then.
 */
export const writeLogLine: Logger<RequestLine | BatchLine | ImportLine | InterruptionLine | RulesLine> = (
  line,
) => {
  const { SERVICE_VERSION: version } = process.env;
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), version, ...line })}\n`);
};

/** Returns `Unknown` unless the name is an identifier: any other text may be data. */
export const errorName = (error: unknown): string => {
  const { name } = Object(error);
  return typeof name === 'string' && /^[A-Za-z_$][\w$]{0,63}$/.test(name) ? name : 'Unknown';
};
