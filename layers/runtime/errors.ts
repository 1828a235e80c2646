// The error catalogue: every way in which this service declines, with its HTTP status. Documented in docs/errors.md.
import { DatabaseError } from '#layers/database/databaseError.ts';

/** Seconds after which a caller should try again (Retry-After); Aurora resumes within about 15 s. */
const retryAfterS = 5;

const catalogue = {
  InvalidRequest: { status: 400, title: 'Invalid request', detail: 'The request is not valid.' },
  UserNotFound: { status: 404, title: 'User not found', detail: 'User not found.' },
  MethodNotAllowed: { status: 405, title: 'Method not allowed', detail: 'Only GET and HEAD are allowed.' },
  InternalError: { status: 500, title: 'Internal error', detail: 'The request could not be answered.' },
  DatabaseUnavailable: {
    status: 503,
    title: 'Database unavailable',
    detail: 'The directory cannot be reached at the moment. Try again shortly.',
    retryAfterS,
  },
  DatabaseResuming: {
    status: 503,
    title: 'Database resuming',
    detail: 'The directory is starting after a pause. Try again shortly.',
    retryAfterS,
  },
  MigrationRefused: {
    status: 409,
    title: 'Migration refused',
    detail: 'The migrations do not fit the database.',
  },
} as const satisfies Record<string, { status: number; title: string; detail: string; retryAfterS?: number }>;

export type ErrorCode = keyof typeof catalogue;

/** One parameter that breaks a rule. Never carries the value, which may be personal data. */
export type Violation = { parameter: string; detail: string };

export class ServiceError extends Error {
  /** The error's code; Lambda reports it as `errorType` to direct callers. */
  override readonly name: ErrorCode;
  readonly violations: readonly Violation[];

  /** `detail` replaces the catalogue's sentence. It is shown to callers. */
  constructor(
    code: ErrorCode,
    options: { detail?: string; violations?: readonly Violation[]; cause?: unknown } = {},
  ) {
    super(options.detail ?? catalogue[code].detail, { cause: options.cause });
    this.name = code;
    this.violations = options.violations ?? [];
  }

  get status(): number {
    return catalogue[this.name].status;
  }

  get title(): string {
    return catalogue[this.name].title;
  }

  get retryAfterS(): number | undefined {
    const entry = catalogue[this.name];
    return 'retryAfterS' in entry ? entry.retryAfterS : undefined;
  }
}

const codeByKind: Partial<Record<DatabaseError['kind'], ErrorCode>> = {
  resuming: 'DatabaseResuming',
  throttled: 'DatabaseUnavailable',
  transient: 'DatabaseUnavailable',
  timeout: 'DatabaseUnavailable',
  misconfigured: 'DatabaseUnavailable',
};

/** Turns anything thrown into an error of the catalogue. The original is kept as `cause` and never shown. */
export const toServiceError = (error: unknown): ServiceError => {
  if (error instanceof ServiceError) return error;
  const code = error instanceof DatabaseError ? codeByKind[error.kind] : undefined;
  return new ServiceError(code ?? 'InternalError', { cause: error });
};
