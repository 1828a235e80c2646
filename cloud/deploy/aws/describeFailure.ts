// The sentence about an invocation that failed.

type LoggedFailure = { errorCode?: string; cause?: string[] };

const parseLine = (line: string): LoggedFailure => {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
};

/** The causes in the function's own log line; Lambda's lines around it have none. */
const loggedCause = (logTail: string): string[] =>
  logTail
    .split('\n')
    .map(parseLine)
    .flatMap(({ cause }) => cause ?? []);

/**
 * Names the error, its cause, and where the log has more. Both come from the function itself, which writes neither
 * personal data nor a database's message into them.
 */
export const describeFailure = (
  functionName: string,
  requestId = 'unknown',
  { errorType, errorMessage }: { errorType?: string; errorMessage?: string },
  logTail: string,
): string => {
  const cause = loggedCause(logTail);
  const [name] = functionName.split(':');
  return [
    `${functionName} failed: ${errorType}: ${errorMessage}`,
    ...(cause.length > 0 ? [`  cause       ${cause.join('; ')}`] : []),
    `  request     ${requestId}`,
    `  log group   /aws/lambda/${name}`,
  ].join('\n');
};
