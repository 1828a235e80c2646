// Errors that one sentence explains to the person who ran a command; shown without a stack.

export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** The command's exit status. */
  readonly exitStatus: number = 1;
}

/** The command line itself is wrong. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
  override readonly exitStatus = 2;
}
