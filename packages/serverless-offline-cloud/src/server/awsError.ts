// An error that an AWS client is told of, in the JSON protocol.

export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly status: number;
  /** The exception's name, as the service documents it. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
