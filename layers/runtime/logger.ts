// The request log: JSON lines on stdout, of a type that cannot hold personal data.

/** One request. Never an e-mail address, a phone number, a query string or an error text of a database. */
export type RequestLine = {
  level: 'info' | 'warn' | 'error';
  requestId: string;
  /** API Gateway's id of the request, which its access log has too; absent for a direct invocation. */
  apiRequestId?: string;
  /** Method and route pattern, or the function's name for a direct invocation. */
  route: string;
  status: number;
  durationMs: number;
  errorCode?: string;
  /** Names, numbers and source positions of the cause of a fault. */
  cause?: string[];
};

export type Logger = (line: RequestLine) => void;

/**
 * Adds the time, and the tag of the image that the function runs, which is its environment variable SERVICE_VERSION.
 * Not console.log: Lambda would put a prefix before the line, which is not JSON then.
 */
export const writeLogLine: Logger = (line) => {
  const { SERVICE_VERSION: version } = process.env;
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), version, ...line })}\n`);
};
