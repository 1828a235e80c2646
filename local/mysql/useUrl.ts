// Uses the MySQL that DATABASE_URL names.
import { createConnection } from 'mysql2/promise';
import { UserError } from '#tools/userError.ts';
import type { Mysql } from './mysqlWay.ts';

/** Checks once that it answers, so that a mistyped URL is told here and not by the first request. Throws UserError. */
export const useUrl = async (url: string): Promise<Mysql> => {
  try {
    const { protocol, pathname } = new URL(url);
    if (protocol !== 'mysql:') throw new Error(`it must begin with mysql://, not ${protocol}//`);
    if (pathname.length < 2) throw new Error('it names no database');
    const connection = await createConnection({ uri: url, connectTimeout: 5_000 });
    await connection.end();
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    throw new UserError(`DATABASE_URL cannot be used: ${message || code}.`);
  }
  return { url, origin: 'DATABASE_URL', stop: async () => {} };
};
