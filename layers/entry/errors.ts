// What becomes of anything thrown: an error of the catalogue, and words that may be logged.
import { channel } from 'node:diagnostics_channel';
import { DatabaseError, type DatabaseErrorKind } from '#layers/aws/dataApi/databaseError.ts';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { ConfigError, type ErrorCode, PublicError } from '#layers/base/errors/publicError.ts';
import { errorName } from '#layers/base/logger.ts';

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

/** `TypeError: ` or `Error [ERR_X]: ` before the message, on the first line of V8's stack. */
const headerPattern = /^[\w$]+(?: \[\w+\])?(?:: )?/;

/**
 * Where an unforeseen error arose. The message, which may quote what a caller sent, is cut off as it stands in the stack,
 * since its own lines may look like frames.
 */
const framesOf = ({ stack, message }: Error): string[] => {
  const rest = stack?.replace(headerPattern, '');
  if (!rest?.startsWith(`${message}\n`)) return [];
  return rest
    .slice(message.length + 1)
    .split('\n')
    .slice(0, 5)
    .map((line) => line.trim());
};

const describeSafely = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  if (error instanceof PublicError) return describeSafely(error.cause);
  if (error instanceof DatabaseError) return [`${error.kind}: ${error.message}`];
  if (error instanceof ObjectStoreError) return [`${error.kind}: ${error.message}`];
  if (error instanceof ConfigError) return [error.message];
  return [errorName(error), ...framesOf(error)];
};

/** A message of the channel that `describeCause` publishes on. */
export type CauseMessage = {
  error: unknown;
  /** What the log line says; whoever listens may add to it. */
  words: string[];
};

/** Nobody listens in an image. A local cloud does, to add what a developer may read (local/explainErrors.ts). */
const causes = channel('users-service:cause');

/** Whether the log shows errors in full, which may hold personal data: on a developer's machine alone. */
export const showsEverything = (): boolean => causes.hasSubscribers;

/** Empty when nothing is known. DatabaseError, ObjectStoreError and ConfigError have messages that are written to be logged. */
export const describeCause = (error: unknown): string[] => {
  const words = describeSafely(error);
  if (causes.hasSubscribers) causes.publish({ error, words } satisfies CauseMessage);
  return words;
};
