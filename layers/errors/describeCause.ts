// Describes what led to an error in words that may be logged: names, numbers and source positions.
import { DatabaseError } from '#layers/database/databaseError.ts';
import { ConfigError } from '#layers/runtime/config.ts';
import { PublicError } from './publicError.ts';

/** Where an unforeseen error arose, without its message: that may quote what a caller sent. */
const framesOf = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim());

/** Empty when nothing is known. DatabaseError and ConfigError have messages that are written to be logged. */
export const describeCause = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  if (error instanceof PublicError) return describeCause(error.cause);
  if (error instanceof DatabaseError) return [`${error.kind}: ${error.message}`];
  if (error instanceof ConfigError) return [error.message];
  return [error.name, ...framesOf(error)];
};
