// The errors that callers see, a closed catalogue, and the error of a wrong configuration.
import type * as z from 'zod/mini';

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

/** One parameter that breaks a rule. Never carries the value, which may be personal data. */
export type Violation = { parameter: string; detail: string };

export type PublicErrorOptions = {
  /** What callers read instead of the catalogue's sentence. */
  detail?: string;
  violations?: readonly Violation[];
  /** What led to it; logged by name for an `error`, and never shown. */
  cause?: unknown;
};

export class PublicError extends Error {
  override readonly name: ErrorCode;
  readonly violations: readonly Violation[];

  constructor(code: ErrorCode, { detail, violations = [], cause }: PublicErrorOptions = {}) {
    super(detail ?? catalogue[code].detail, { cause });
    this.name = code;
    // `sls invoke local` calls an error by its constructor's name, Lambda by its own.
    Object.defineProperty(this, 'constructor', { value: { name: code } });
    this.violations = violations;
  }
}

type Issue = { code?: string; path: PropertyKey[]; message: string; keys?: string[] };

/** A name that a program may have; any other text may be somebody's data, which no error shows. */
const isName = (key: string): boolean => /^[A-Za-z]\w{0,31}$/.test(key);

const toViolations = ({ code, path, message, keys = [] }: Issue): Violation[] => {
  if (code !== 'unrecognized_keys') return [{ parameter: path.join('.') || 'request', detail: message }];
  const names = new Set(keys.map((key) => (isName(key) ? [...path, key].join('.') : 'a member')));
  return [...names].map((parameter) => ({ parameter, detail: message }));
};

export const createInvalidRequest = (violations: readonly Violation[]): PublicError => {
  const rules = violations.map(({ parameter, detail }) => `${parameter} ${detail}`);
  return new PublicError('InvalidRequest', { detail: `${rules.join('; ')}.`, violations });
};

/** Returns what the schema made of the input. Throws InvalidRequest that names every rule it breaks, and no value. */
export const parseInput = <Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> => {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  throw createInvalidRequest(error.issues.flatMap(toViolations));
};

/** Names every variable that is missing or wrong, never a value: a mistyped one may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
