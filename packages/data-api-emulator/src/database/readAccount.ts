// Reads a database account from a mysql:// URL.
import { StartError } from '../startError.ts';

/** What a secret of the RDS kind holds ("JSON structure of AWS Secrets Manager secrets", rdsCredentials). */
export type DatabaseAccount = {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
};

/** Throws StartError. */
export const readAccount = (databaseUrl: string): DatabaseAccount => {
  const url = URL.parse(databaseUrl);
  if (url?.protocol !== 'mysql:' || !url.hostname || !url.username) {
    throw new StartError('The database URL must look like mysql://user:password@host:3306/database.');
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
};
