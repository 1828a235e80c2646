// Turns anything thrown into an error of the catalogue.
import { DatabaseError, type DatabaseErrorKind } from '#layers/aws/dataApi/databaseError.ts';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import type { ErrorCode } from '#layers/base/errors/catalogue.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';

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

const codeOf = (error: unknown): ErrorCode => {
  if (error instanceof DatabaseError) return codeByKind[error.kind];
  return error instanceof ObjectStoreError ? 'BucketUnavailable' : 'InternalError';
};

/** The original is kept as `cause` and never shown. */
export const toPublicError = (error: unknown): PublicError => {
  if (error instanceof PublicError) return error;
  return new PublicError(codeOf(error), { cause: error });
};
