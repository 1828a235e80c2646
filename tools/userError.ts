// An error that one sentence explains to the person who ran a command; shown without a stack.

export class UserError extends Error {
  override readonly name = 'UserError';
}
