// The error that the database layer throws, and its translation from an error of the AWS SDK.

/**
 * The kinds of failure, by what to do next:
 * - `resuming`: Aurora was paused and is starting; the statement did not run
 * - `throttled`: refused because of load; the statement did not run
 * - `transient`: the database or the connection failed; whether the statement ran is not known
 * - `timeout`: no answer in time; whether the statement ran is not known
 * - `resultTooLarge`: the rows exceed the Data API's 1 MiB
 * - `rejected`: the database refused the statement itself (SQL error)
 * - `misconfigured`: credentials, secret, ARN or cluster settings do not allow the call
 */
export type DatabaseErrorKind =
  | 'resuming'
  | 'throttled'
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
const kindByName: Readonly<Record<string, DatabaseErrorKind>> = {
  DatabaseResumingException: 'resuming',
  ThrottlingException: 'throttled',
  TooManyRequestsException: 'throttled',
  DatabaseUnavailableException: 'transient',
  InternalServerErrorException: 'transient',
  ServiceUnavailableError: 'transient',
  StatementTimeoutException: 'timeout',
  TimeoutError: 'timeout',
  AbortError: 'timeout',
  UnsupportedResultException: 'rejected',
  DatabaseErrorException: 'rejected',
  BadRequestException: 'rejected',
  ValidationException: 'rejected',
};

// Server errors of MySQL that pass by themselves:
// https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html
const tooManyConnections = new Set([1040, 1203, 1226]);
const passing = new Set([
  1053 /* shutdown */, 1205 /* lock wait */, 1213 /* deadlock */, 1290 /* read-only: failover */,
]);

// Schema or account do not exist yet: a deployment has created the database and not yet migrated it.
const unmigrated = new Set([
  1044, 1045, 1142 /* access denied */, 1049 /* unknown database */, 1146 /* unknown table */,
]);

type SdkError = { name?: string; message?: string; $metadata?: { httpStatusCode?: number }; code?: string };

/** The MySQL error number in a Data API message; its wording differs between versions of the API. */
const errnoOf = (message: string): number | undefined => {
  const match = /Error code: (\d+)|Database error code: (\d+)/i.exec(message);
  return match ? Number(match[1] ?? match[2]) : undefined;
};

const kindOf = (
  { name = '', message = '', $metadata, code }: SdkError,
  errno?: number,
): DatabaseErrorKind => {
  if (/size limit|too large/i.test(message)) return 'resultTooLarge';
  if (/resuming after being auto-paused/i.test(message)) return 'resuming';
  // A paused Serverless v1 cluster says this in a BadRequestException.
  if (/communications link failure/i.test(message)) return 'resuming';
  if (errno !== undefined && tooManyConnections.has(errno)) return 'throttled';
  if (errno !== undefined && passing.has(errno)) return 'transient';
  if (errno !== undefined && unmigrated.has(errno)) return 'misconfigured';
  // A failed connection: the SDK may call it TimeoutError, or wrap it so that only the text has its code.
  if (/^E[A-Z]+$/.test(code ?? '') || /\bE(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND)/.test(message))
    return 'transient';
  const known = kindByName[name];
  if (known) return known;
  const status = $metadata?.httpStatusCode;
  if (status === 429) return 'throttled';
  // A gateway's 5xx has a body that is not JSON, and the SDK throws a SyntaxError.
  if (name === 'SyntaxError' || (status !== undefined && status >= 500)) return 'transient';
  return 'misconfigured';
};

/** Turns anything that the AWS SDK throws into a DatabaseError, which keeps it as `cause`. */
export const toDatabaseError = (error: unknown): DatabaseError => {
  if (error instanceof DatabaseError) return error;
  const sdkError: SdkError = Object(error);
  const errno = errnoOf(sdkError.message ?? '');
  const reason = [sdkError.name ?? 'Unknown', errno].filter((part) => part !== undefined).join(' ');
  return new DatabaseError(kindOf(sdkError, errno), reason, { errno, cause: error });
};
