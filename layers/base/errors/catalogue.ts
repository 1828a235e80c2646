// The error catalogue: every error that callers may see. docs/errors.md lists it.

export type CatalogueEntry = {
  /** HTTP status code. */
  readonly status: number;
  /** A short name of the problem, the same for every occurrence (RFC 9457 section 3.1.3). */
  readonly title: string;
  /** A sentence for the caller, where the occurrence has none of its own (RFC 9457 section 3.1.4). */
  readonly detail: string;
  /** The level of the log line. An `error` is logged with its cause. */
  readonly level: 'warn' | 'error';
  /** Seconds after which it makes sense to try again: `Retry-After` (RFC 9110 section 10.2.3). */
  readonly retryAfterS?: number;
};

/** Aurora resumes within about 15 s; a shorter wait spares callers the rest of theirs. */
const retryAfterS = 5;

/** Every public error by its code: the `errorCode` of the log line, and the `errorType` that Lambda reports to direct callers. */
export const catalogue = {
  InvalidRequest: {
    status: 400,
    title: 'Invalid request',
    detail: 'The request is not valid.',
    level: 'warn',
  },
  UserNotFound: {
    status: 404,
    title: 'User not found',
    detail: 'User not found.',
    level: 'warn',
  },
  MethodNotAllowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This method is not allowed here.',
    level: 'warn',
  },
  MigrationRefused: {
    status: 409,
    title: 'Migration refused',
    detail: 'The migration was refused.',
    level: 'warn',
  },
  ContentTooLarge: {
    status: 413,
    title: 'Content too large',
    detail: 'The body must not be longer than 4,096 bytes.',
    level: 'warn',
  },
  UnsupportedMediaType: {
    status: 415,
    title: 'Unsupported media type',
    detail: 'The body must be application/json.',
    level: 'warn',
  },
  ExportUnfinished: {
    status: 500,
    title: 'Export unfinished',
    detail: 'The time did not suffice to export the whole directory; nothing was kept.',
    level: 'error',
  },
  InternalError: {
    status: 500,
    title: 'Internal error',
    detail: 'The request could not be answered.',
    level: 'error',
  },
  DatabaseUnavailable: {
    status: 503,
    title: 'Database unavailable',
    detail: 'The directory cannot be reached at the moment. Try again shortly.',
    level: 'error',
    retryAfterS,
  },
  BucketUnavailable: {
    status: 503,
    title: 'Bucket unavailable',
    detail: 'The bucket cannot be reached at the moment. Try again shortly.',
    level: 'error',
    retryAfterS,
  },
  DatabaseResuming: {
    status: 503,
    title: 'Database resuming',
    detail: 'The directory is starting after a pause. Try again shortly.',
    level: 'error',
    retryAfterS,
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

export type ErrorCode = keyof typeof catalogue;

/** The `type` of the problem: `UserNotFound` → `urn:problem-type:users-service:user-not-found`. */
export const problemType = (code: ErrorCode): string =>
  `urn:problem-type:users-service:${code.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase()}`;
