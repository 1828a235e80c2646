// The failure of a function, as Lambda tells it to the caller.
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html

/** Plain data, since an error loses its class on the way out of a thread. */
export type Failure = { errorType: string; errorMessage: string; stack: string };

/** A function may throw anything. */
export const toFailure = (thrown: unknown): Failure => {
  const { name = 'Error', message = String(thrown), stack = '' }: Partial<Error> = Object(thrown);
  return { errorType: name, errorMessage: message, stack };
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
