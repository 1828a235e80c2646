// An event pattern that is none, or has an unknown operator; its message names the field.
export class PatternError extends Error {
  override readonly name = 'PatternError';
}
