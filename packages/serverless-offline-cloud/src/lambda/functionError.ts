// The failure of a function, as Lambda tells it to the caller.
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
import { types } from 'node:util';

/** Plain data, since an error loses its class on the way out of a thread. */
export type Failure = { errorType: string; errorMessage: string; stack: string };

/** A function may throw anything: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client, src/Errors.js */
export const toFailure = (thrown: unknown): Failure => {
  if (!(thrown instanceof Error || types.isNativeError(thrown)))
    return { errorType: typeof thrown, errorMessage: String(thrown), stack: '' };
  const { name, message, stack } = thrown;
  return { errorType: String(name), errorMessage: String(message), stack: String(stack) };
};

export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly errorType: string;

  constructor({ errorType, errorMessage, stack }: Failure) {
    super(errorMessage);
    this.errorType = errorType;
    this.stack = stack || `${errorType}: ${errorMessage}`;
  }
}

/** Every environment is busy for too long: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
export const throttleType = 'TooManyRequestsException';

export const isThrottle = (error: unknown): boolean =>
  error instanceof FunctionError && error.errorType === throttleType;
