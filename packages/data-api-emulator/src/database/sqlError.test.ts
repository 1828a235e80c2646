// What becomes of MySQL's and of the connection's errors.
import { describe, expect, test } from '@jest/globals';
import { isDeadlock, toApiError } from './sqlError.ts';

const mysqlError = (errno: number, sqlState: string, sqlMessage: string) =>
  Object.assign(new Error(sqlMessage), { errno, sqlState, sqlMessage, code: 'ER_X' });

describe('toApiError', () => {
  test('carries message, error code and SQLSTATE of an SQL error', () => {
    expect(toApiError(mysqlError(1062, '23000', "Duplicate entry 'a' for key 'uq'"))).toMatchObject({
      name: 'DatabaseErrorException',
      status: 400,
      body: { message: "Duplicate entry 'a' for key 'uq'; Error code: 1062; SQLState: 23000" },
    });
  });

  test.each([
    ['a refused connection', Object.assign(new Error(), { code: 'ECONNREFUSED' })],
    ['a lost connection', Object.assign(new Error(), { fatal: true })],
    ['a server that shuts down', mysqlError(1053, '08S01', 'Server shutdown in progress')],
  ])('reports %s as an unavailable database, without a message', (_cause, error) => {
    expect(toApiError(error)).toMatchObject({
      name: 'DatabaseUnavailableException',
      status: 504,
      body: {},
    });
  });

  test('reports a fault of the emulator as an internal error', () => {
    expect(toApiError(new TypeError('x'))).toMatchObject({
      name: 'InternalServerErrorException',
      status: 500,
    });
  });

  test('knows a deadlock', () => {
    expect(isDeadlock(mysqlError(1213, '40001', 'Deadlock found'))).toBe(true);
    expect(isDeadlock(mysqlError(1205, 'HY000', 'Lock wait timeout exceeded'))).toBe(false);
    expect(isDeadlock(undefined)).toBe(false);
  });
});
