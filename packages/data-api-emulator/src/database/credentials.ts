// The database behind the emulator, read from a mysql:// URL by startEmulator.ts.

/** What a secret of the RDS kind holds ("JSON structure of AWS Secrets Manager secrets", rdsCredentials). */
export type Credentials = { host: string; port: number; user: string; password: string; database: string };

export const readCredentials = (databaseUrl: string): Credentials => {
  const url = URL.parse(databaseUrl);
  if (url?.protocol !== 'mysql:' || !url.hostname || !url.username) {
    throw new TypeError('The database URL must look like mysql://user:password@host:3306/database.');
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
};
