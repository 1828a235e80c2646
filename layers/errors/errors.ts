// The error catalogue: every way in which this service declines, with its HTTP status. Documented in docs/errors.md.
import { DatabaseError } from '#layers/database/databaseError.ts';

/** One parameter that breaks a rule. Never carries the value, which may be personal data. */
export type Violation = { parameter: string; detail: string };

/** An error that callers may see: its message is the problem's `detail`. */
export abstract class ServiceError extends Error {
  /** The error's code; Lambda reports it as `errorType` to direct callers. */
  abstract override readonly name: string;
  /** HTTP status code. */
  abstract readonly status: number;
  abstract readonly title: string;
  /** Seconds after which trying again makes sense (Retry-After). */
  readonly retryAfterS: number | undefined = undefined;
  readonly violations: readonly Violation[] = [];
}

export class InvalidRequest extends ServiceError {
  override readonly name = 'InvalidRequest';
  override readonly status = 400;
  override readonly title = 'Invalid request';
  override readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(`${violations.map(({ parameter, detail }) => `${parameter} ${detail}`).join('; ')}.`);
    this.violations = violations;
  }
}

export class UserNotFound extends ServiceError {
  override readonly name = 'UserNotFound';
  override readonly status = 404;
  override readonly title = 'User not found';

  constructor() {
    super('User not found.');
  }
}

export class MethodNotAllowed extends ServiceError {
  override readonly name = 'MethodNotAllowed';
  override readonly status = 405;
  override readonly title = 'Method not allowed';

  constructor() {
    super('Only GET and HEAD are allowed.');
  }
}

/** `migrate` only: files and database contradict each other, or the database rejected a statement. */
export class MigrationRefused extends ServiceError {
  override readonly name = 'MigrationRefused';
  override readonly status = 409;
  override readonly title = 'Migration refused';
}

export class InternalError extends ServiceError {
  override readonly name = 'InternalError';
  override readonly status = 500;
  override readonly title = 'Internal error';

  constructor(cause: unknown) {
    super('The request could not be answered.', { cause });
  }
}

/** Aurora resumes within about 15 s; a shorter wait spares callers the rest of theirs. */
const retryAfterS = 5;

export class DatabaseUnavailable extends ServiceError {
  override readonly name = 'DatabaseUnavailable';
  override readonly status = 503;
  override readonly title = 'Database unavailable';
  override readonly retryAfterS = retryAfterS;

  constructor(cause: unknown) {
    super('The directory cannot be reached at the moment. Try again shortly.', { cause });
  }
}

export class DatabaseResuming extends ServiceError {
  override readonly name = 'DatabaseResuming';
  override readonly status = 503;
  override readonly title = 'Database resuming';
  override readonly retryAfterS = retryAfterS;

  constructor(cause: unknown) {
    super('The directory is starting after a pause. Try again shortly.', { cause });
  }
}

/** Turns anything thrown into an error of the catalogue. The original is kept as `cause` and never shown. */
export const toServiceError = (error: unknown): ServiceError => {
  if (error instanceof ServiceError) return error;
  if (!(error instanceof DatabaseError)) return new InternalError(error);
  switch (error.kind) {
    case 'resuming':
      return new DatabaseResuming(error);
    case 'rejected':
    case 'resultTooLarge':
      return new InternalError(error);
    default:
      return new DatabaseUnavailable(error);
  }
};
