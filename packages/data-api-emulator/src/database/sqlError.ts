// Turns errors of MySQL and of its connection into the Data API's.
import { ApiError } from '../apiError.ts';

/** The parts of a mysql2 error that MySQL's ERR packet fills. */
type MysqlError = { errno: number; sqlState: string; sqlMessage: string };

const has = <Name extends string>(error: unknown, name: Name): error is Record<Name, unknown> =>
  typeof error === 'object' && error !== null && name in error;

const isMysqlError = (error: unknown): error is MysqlError =>
  has(error, 'sqlState') && has(error, 'sqlMessage') && error.sqlMessage !== undefined;

/** ER_LOCK_DEADLOCK: MySQL has rolled the whole transaction back ("InnoDB Error Handling"). */
export const isDeadlock = (error: unknown): boolean => isMysqlError(error) && error.errno === 1213;

/** mysql2 marks errors of the connection itself as fatal; those of Node's sockets have a code. */
const isConnectionError = (error: unknown): boolean => has(error, 'fatal') || has(error, 'code');

/** Server shutdown (1053), normal shutdown (1077) and killed connections (1927, 3169): the database went away. */
const goneErrors = [1053, 1077, 1927, 3169];

/**
 * The text is that of the field reports jeremydaly/data-api-client#139 and the parser of cloud-utils/aurora-data-api:
 * message, error code and SQLSTATE, joined by semicolons. A lost or refused connection is an unavailable writer.
 * Anything else is a fault of the emulator.
 */
export const toApiError = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error;
  const cause = { cause: error };
  if (isMysqlError(error) && !goneErrors.includes(error.errno)) {
    const message = `${error.sqlMessage}; Error code: ${error.errno}; SQLState: ${error.sqlState}`;
    return new ApiError('DatabaseErrorException', message, {}, cause);
  }
  const name = isConnectionError(error) ? 'DatabaseUnavailableException' : 'InternalServerErrorException';
  return new ApiError(name, '', {}, cause);
};
