// An event pattern that is none, or has an operator that is not emulated; its message names the field.
export class PatternError extends Error {
  override readonly name = 'PatternError';
}
