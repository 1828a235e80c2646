// Turns anything thrown into an error of the catalogue.
import { DatabaseError, type DatabaseErrorKind } from '#layers/database/databaseError.ts';
import type { ErrorCode } from './catalogue.ts';
import { PublicError } from './publicError.ts';

const codeByKind: Readonly<Record<DatabaseErrorKind, ErrorCode>> = {
  resuming: 'DatabaseResuming',
  throttled: 'DatabaseUnavailable',
  deadlock: 'DatabaseUnavailable',
  transient: 'DatabaseUnavailable',
  timeout: 'DatabaseUnavailable',
  misconfigured: 'DatabaseUnavailable',
  rejected: 'InternalError',
  resultTooLarge: 'InternalError',
};

/** The original is kept as `cause` and never shown. */
export const toPublicError = (error: unknown): PublicError => {
  if (error instanceof PublicError) return error;
  const code = error instanceof DatabaseError ? codeByKind[error.kind] : 'InternalError';
  return new PublicError(code, { cause: error });
};
