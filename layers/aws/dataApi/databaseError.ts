// The error that the database layer throws, and its translation from an error of the AWS SDK.
import { errorName } from '#layers/base/logger.ts';

/**
 * The kinds of failure, by what to do next:
 * - `resuming`: Aurora was paused and is starting; the statement did not run
 * - `throttled`: refused because of load; the statement did not run
 * - `deadlock`: undone in favour of another statement; normal where several sessions write
 * - `transient`: the database or the connection failed; whether the statement ran is not known
 * - `timeout`: no answer in time; whether the statement ran is not known
 * - `resultTooLarge`: the rows exceed the Data API's 1 MiB
 * - `rejected`: the database refused the statement itself (SQL error)
 * - `misconfigured`: credentials, secret, ARN or cluster settings do not allow the call
 */
export type DatabaseErrorKind =
  | 'resuming'
  | 'throttled'
  | 'deadlock'
  | 'transient'
  | 'timeout'
  | 'resultTooLarge'
  | 'rejected'
  | 'misconfigured';

export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly kind: DatabaseErrorKind;
  /** MySQL's error number (1062 = duplicate entry), when the database named one. */
  readonly errno: number | undefined;

  /** `reason` is safe to log: an error's name and number, never its text, which may quote personal data. */
  constructor(
    kind: DatabaseErrorKind,
    reason: string,
    options: { errno?: number | undefined; cause?: unknown } = {},
  ) {
    super(reason, { cause: options.cause });
    this.kind = kind;
    this.errno = options.errno;
  }
}

// Error names of the Data API: https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/CommonErrors.html and the
// `Errors` section of each operation. Matched by name, since ValidationException and throttling are in no SDK model.
const kindByName = new Map<string, DatabaseErrorKind>([
  ['DatabaseResumingException', 'resuming'],
  ['ThrottlingException', 'throttled'],
  ['TooManyRequestsException', 'throttled'],
  ['DatabaseUnavailableException', 'transient'],
  ['InternalServerErrorException', 'transient'],
  ['ServiceUnavailableError', 'transient'],
  ['StatementTimeoutException', 'timeout'],
  ['TimeoutError', 'timeout'],
  ['AbortError', 'timeout'],
  ['UnsupportedResultException', 'rejected'],
  ['DatabaseErrorException', 'rejected'],
  ['BadRequestException', 'rejected'],
  ['ValidationException', 'rejected'],
]);

// Errors that do not reject the statement itself:
// https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html, below 1000 its global-error-reference.html
const kindByErrno = new Map<number, DatabaseErrorKind>([
  // Too many connections.
  ...[1040, 1203, 1226].map((errno) => [errno, 'throttled'] as const),
  [1213, 'deadlock'],
  // Shutdown, a statement or session that was killed, lock wait timeout.
  ...[1053, 1077, 1205, 1317, 1927, 3169].map((errno) => [errno, 'transient'] as const),
  // Read-only or offline, as after a failover.
  ...[1290, 1836, 3032, 3168].map((errno) => [errno, 'transient'] as const),
  // The disk is full or fails; 3 and 28 are "error writing file" and the system's "no space left on device".
  ...[3, 20, 28, 1021, 1026, 1030, 1114, 1180, 3675].map((errno) => [errno, 'transient'] as const),
  // No memory, file, thread or lock is left.
  ...[5, 23, 1037, 1041, 1135, 1206].map((errno) => [errno, 'transient'] as const),
  // Access denied, unknown database or table: a deployment has created the database and not yet migrated it.
  ...[1044, 1045, 1142, 1049, 1146].map((errno) => [errno, 'misconfigured'] as const),
]);

const kindByText: readonly [RegExp, DatabaseErrorKind][] = [
  [/size limit|too large/i, 'resultTooLarge'],
  [/resuming after being auto-paused/i, 'resuming'],
  // A paused Serverless v1 cluster says this in a BadRequestException.
  [/communications link failure/i, 'resuming'],
  // A failed connection that the SDK has wrapped, so that only the text has its code.
  [/\bE(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND)/, 'transient'],
];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The MySQL error number in a Data API message; its wording differs between versions of the API. 0 is no number. */
const errnoOf = (message: string): number | undefined =>
  Number(/error code: (\d+)/i.exec(message)?.[1]) || undefined;

const kindOfStatus = (status: unknown, name: unknown): DatabaseErrorKind => {
  if (status === 429) return 'throttled';
  // A gateway's answer is not JSON, and the SDK throws a SyntaxError.
  const isTransient = name === 'SyntaxError' || (typeof status === 'number' && status >= 500);
  return isTransient ? 'transient' : 'misconfigured';
};

/** Failures of a connection, as Node.js names them. */
const networkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
];

/** An error number of MySQL, or what the network refused; nothing else of an error's text. */
const detailOf = (errno: number | undefined, code: string, text: string): string | number | undefined =>
  errno ?? networkCodes.find((known) => code === known || new RegExp(`\\b${known}\\b`).test(text));

/** Turns anything that the AWS SDK throws into a DatabaseError, which keeps it as `cause`. */
export const toDatabaseError = (error: unknown): DatabaseError => {
  if (error instanceof DatabaseError) return error;
  const { name, message, code, $metadata } = Object(error);
  const text = textOf(message);
  const errno = errnoOf(text);
  const kind =
    // The text of MySQL's errors may quote data, so it is read only where there is no number.
    (errno === undefined
      ? kindByText.find(([pattern]) => pattern.test(text))?.[1]
      : kindByErrno.get(errno)) ??
    // A failed connection, which the SDK may call TimeoutError.
    (/^E[A-Z]+$/.test(textOf(code)) ? 'transient' : kindByName.get(textOf(name))) ??
    kindOfStatus($metadata?.httpStatusCode, name);
  const detail = detailOf(errno, textOf(code), text);
  const reason = detail === undefined ? errorName(error) : `${errorName(error)} ${detail}`;
  return new DatabaseError(kind, reason, { errno, cause: error });
};

/** For a secret that cannot be read: without it the database cannot be asked. */
export const throwDatabaseError = (error: unknown): never => {
  throw toDatabaseError(error);
};
