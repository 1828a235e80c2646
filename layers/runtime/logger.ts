// Writes JSON lines to stdout. Its type admits only fields that cannot hold personal data.

/** One request, as it is logged. No e-mail address, phone number, query string or error text of a database. */
export type RequestLine = {
  level: 'info' | 'warn' | 'error';
  requestId: string;
  /** Method and route pattern, or the function's name for a direct invocation. */
  route: string;
  status: number;
  durationMs: number;
  errorCode?: string;
  /** Names, numbers and source positions of what caused a fault. */
  cause?: string[];
};

export type Logger = (line: RequestLine) => void;

/** One write a line: console.log would add Lambda's own prefix, after which the line is no JSON. */
export const stdoutLogger: Logger = (line) => {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);
};
